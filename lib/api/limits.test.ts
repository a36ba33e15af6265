import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { sessionKeyOf } from "@/lib/testing/sessions";
import { createApi } from "./app";
import type { ApiBindings } from "./call";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness({ rateLimits: { reads: 3, inflight: 2, credentials: 1 } });
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
});

const wish = { category: "isp", country_name: "US", quantity: 1 };
const policyOf = (answer: { headers: Headers }) => answer.headers.get("RateLimit-Policy");

test("reads beyond the limit are refused with the time to wait; other buckets and users are not", async () => {
  const [user, other] = [await shop.newUser(), await shop.newUser()];
  const read = () => shop.send("GET", "/users/me", { key: user.api_key });
  const answers = [await read(), await read(), await read(), await read()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(
    answers.map(({ headers }) => /^"reads";r=(\d+);t=\d+$/.exec(headers.get("RateLimit") ?? "")?.[1]),
  ).toEqual(["2", "1", "0", "0"]);
  const refused = answers[3];
  expect(refused?.body.error).toMatchObject({ code: "rate_limited", retryable: true });
  expect(Number(refused?.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect(refused && policyOf(refused)).toBe('"reads";q=3;w=60');
  expect((await shop.send("GET", "/users/me", { key: other.api_key })).status).toBe(200);
  const quote = await shop.send("POST", "/proxy/quote", {
    key: user.api_key,
    body: { category: "isp", quantity: 1 },
  });
  expect([quote.status, policyOf(quote)]).toEqual([200, '"quotes";q=1000000;w=60']);
});

test("credentials, operators and the dashboard count in buckets of their own", async () => {
  const [user, operator] = [await shop.newUser(), await shop.newUser("0.00", "operator")];
  const { body } = await shop.send("POST", "/proxy/static", {
    key: user.api_key,
    body: wish,
    idempotencyKey: "bucket-test",
  });
  const path = `/proxy/subscriptions/${body.subscription_id}/credentials`;
  const reveal = await shop.send("GET", path, { key: user.api_key });
  expect([reveal.status, policyOf(reveal)]).toEqual([200, '"credentials";q=1;w=3600']);
  expect((await shop.send("GET", path, { key: user.api_key })).status).toBe(429);
  const me = await shop.send("GET", "/users/me", { key: operator.api_key });
  expect(policyOf(me)).toBe('"operator";q=1000000;w=60');
  const page = await createApi(shop).request(
    "http://shop.test/proxy/api/v1/users/me",
    { headers: { Authorization: `Bearer ${user.api_key}` } },
    { inProcess: true },
  );
  expect(policyOf(page)).toBe('"pages";q=1000000;w=60');
  const session = await sessionKeyOf(shop, user.user_id);
  const far = await shop.send("GET", "/users/me", { key: session });
  expect(policyOf(far)).toBe('"pages";q=1000000;w=60');
});

test("the calls of one page check their key once, and the next page checks it anew", async () => {
  const [user, operator] = [await shop.newUser(), await shop.newUser("0.00", "operator")];
  const askIn = async (page: NonNullable<ApiBindings["checked"]>) => {
    const headers = { Authorization: `Bearer ${user.api_key}` };
    const url = "http://shop.test/proxy/api/v1/users/me";
    return (await createApi(shop).request(url, { headers }, { inProcess: true, checked: page })).status;
  };
  const page = new Map();
  expect(await askIn(page)).toBe(200);
  const banned = await shop.send("POST", `/admin/users/${user.user_id}/ban`, {
    key: operator.api_key,
    body: { banned: true, reason: "For a test" },
  });
  expect([banned.status, await askIn(page), await askIn(new Map())]).toEqual([200, 200, 403]);
});

test("too many money requests at once are refused unstored: the same key buys once there is a place", async () => {
  const user = await shop.newUser();
  const buy = () =>
    shop.send("POST", "/proxy/static", { key: user.api_key, body: wish, idempotencyKey: "crowded-key" });
  const crowd = (ids: string) =>
    shop.db.query(
      `insert into in_flight select unnest($2::text[]), 'money:user:' || $1::bigint, now() + interval '1 minute'`,
      [user.user_id, ids],
    );
  await crowd("{crowd-1,crowd-2}");
  const refused = await buy();
  expect([refused.status, refused.body.error.charged, refused.headers.get("Retry-After")]).toEqual([
    429,
    false,
    "1",
  ]);
  expect(refused.headers.get("RateLimit")).toMatch(/, "inflight";r=0$/);
  expect(policyOf(refused)).toBe('"money";q=1000000;w=60, "inflight";q=2;qu="concurrent-requests"');
  await shop.db.query("delete from in_flight where request_id = 'crowd-1'");
  const answers = [await buy(), await buy()];
  expect(answers.map(({ status, headers }) => [status, headers.get("Idempotent-Replayed")])).toEqual([
    [200, null],
    [200, "true"],
  ]);
  const left = await shop.db.query<{ request_id: string }>("select request_id from in_flight");
  expect(left).toEqual([{ request_id: "crowd-2" }]);
});

test("a method that a path does not take is 405 and names the ones it does; an unknown path is 404", async () => {
  const { api_key: key } = await shop.newUser();
  const [options, put] = [
    await shop.send("OPTIONS", "/proxy/subscriptions/1", { key }),
    await shop.send("PUT", "/proxy/static", { key, body: wish }),
  ];
  expect([options.status, options.body.error.code]).toEqual([405, "method_not_allowed"]);
  expect(options.headers.get("Allow")?.split(", ").sort()).toEqual(["GET", "HEAD", "PATCH"]);
  expect([put.status, put.headers.get("Allow")]).toEqual([405, "POST"]);
  const missing = await shop.send("GET", "/nowhere", { key });
  expect([missing.status, missing.body.error.code]).toEqual([404, "not_found"]);
  for (const answer of [options, put, missing]) expect(policyOf(answer)).toBe('"reads";q=3;w=60');
});

test("HEAD answers as GET does, without a body, and health and the document name their request", async () => {
  const { api_key: key } = await shop.newUser();
  const head = await shop.send("HEAD", "/users/me", { key });
  expect([head.status, head.body, policyOf(head)]).toEqual([200, null, '"reads";q=3;w=60']);
  expect((await shop.send("HEAD", "/users/me")).status).toBe(401);
  for (const path of ["/healthz", "/readyz", "/openapi.json"]) {
    const answer = await shop.send("GET", path);
    expect([path, answer.status, answer.headers.get("X-Request-Id")?.slice(0, 4)]).toEqual([
      path,
      200,
      "req_",
    ]);
  }
});
