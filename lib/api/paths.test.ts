import { afterAll, beforeAll, expect, test } from "vitest";
import { createRequestCounts } from "@/lib/request-counts";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { createApi } from "./app";
import { isApiUrl, isLostCall } from "./paths";

let shop: TestBusiness;
const counts = createRequestCounts();
let ask: (path: string, method?: string, key?: string) => Promise<Response>;
let key: string;
beforeAll(async () => {
  shop = await createTestBusiness();
  const api = createApi({ ...shop, counts });
  ({ api_key: key } = await shop.newUser());
  ask = async (path, method = "GET", bearer = "") =>
    api.request(`http://shop.test${path}`, {
      method,
      headers: bearer ? { Authorization: `Bearer ${bearer}` } : {},
    });
});
afterAll(() => shop.close());

test.each([
  "/proxy/api",
  "/proxy/api/",
  "/proxy/api/v2/users/me",
  "/proxy/api/users/me",
  "/proxy/api/v1x/healthz",
  "/api/v1/users/me",
  "/users/me",
])("404: %s is answered in JSON that names the right base, without a key", async (path) => {
  for (const method of ["GET", "POST"]) {
    const answer = await ask(path, method);
    const { error } = await answer.json();
    expect([answer.status, error.code]).toEqual([404, "not_found"]);
    expect(error.message).toContain("The API's base is /proxy/api/v1,");
    expect(error.request_id).toBe(answer.headers.get("X-Request-Id"));
  }
});

test("404: a path that there is not below the base says so too, to who has a key", async () => {
  const answer = await ask("/proxy/api/v1/user/me", "GET", key);
  expect([answer.status, (await answer.json()).error.message]).toEqual([
    404,
    expect.stringMatching(/no such path/),
  ]);
  expect((await ask("/proxy/api/v1/user/me")).status).toBe(401);
});

test("all below /proxy/api is the API's", () => {
  for (const path of ["/proxy/api", "/proxy/api/", "/proxy/api/v2/users/me?x=1"])
    expect([path, isApiUrl(path)]).toEqual([path, true]);
});

test("a program that would get a page gets the API's answer; browsers, and who reads pages, don't", () => {
  const pages = new Set(["", "catalog", "docs", "subscriptions"]);
  const isLost = (path: string, headers: Record<string, string>) => isLostCall(path, headers, pages);
  const json = { accept: "application/json" };
  const withKey = { accept: "*/*", authorization: `Bearer ${key}` };
  for (const path of ["/api/v1/users/me", "/v1/proxy/static?dry_run=true", "/proxy/static", "/users"]) {
    expect([path, isLost(path, json), isLost(path, withKey)]).toEqual([path, true, true]);
    expect(isLost(path, { accept: "text/html,application/json;q=0.9" })).toBe(false);
    expect(isLost(path, { accept: "*/*" })).toBe(false);
  }
  expect(isLost("/api/v1/users/me", { authorization: "Bearer a-typo" })).toBe(true);
  expect([isLost("/subscriptions", json), isLost("/subscriptions", withKey)]).toEqual([false, true]);
  expect([isLost("/catalog/quote?quantity=5", json), isLost("/docs/limits", withKey)]).toEqual([
    false,
    false,
  ]);
});

test("pages are no paths of the API", () => {
  for (const path of ["/", "/proxy", "/proxy/apis", "/docs", "/payments/sandbox/pay"])
    expect([path, isApiUrl(path)]).toEqual([path, false]);
});

test.each([
  ["/proxy/api/v1/users/me", "GET, HEAD"],
  ["/proxy/api/v1/proxy/subscriptions/9", "GET, HEAD, PATCH"],
  ["/proxy/api/v1/healthz", "GET, HEAD"],
  ["/payments/sandbox/webhook", "POST"],
])("405: %s says which methods it takes", async (path, allowed) => {
  const answer = await ask(path, "PUT", key);
  expect([answer.status, answer.headers.get("Allow")]).toEqual([405, allowed]);
});

test("answers are counted by pattern, also those of no route; what nobody knows is one label", async () => {
  await ask("/proxy/api/v1/openapi.json");
  await ask("/readyz");
  await ask("/proxy/api/v1/proxy/subscriptions/9", "PUT", key);
  const labels = new Set(counts.list().map(({ route, status }) => `${status} ${route}`));
  for (const label of [
    "200 GET /openapi.json",
    "200 GET /readyz",
    "404 other",
    "405 other /users/me",
    "405 other /proxy/subscriptions/{id}",
    "405 other /payments/{provider}/webhook",
  ])
    expect(labels).toContain(label);
  expect(JSON.stringify([...labels])).not.toMatch(/v2|v1x|\/9/);
});
