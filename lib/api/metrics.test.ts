import { createServer, get } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApi } from "@/lib/api/app";
import { isListening } from "@/lib/listening";
import { createRequestCounts } from "@/lib/request-counts";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { serveMetrics } from "./metrics";

const TOKEN = "a-token-for-prometheus";
const counts = createRequestCounts();
let shop: TestBusiness;
let port = 0;
const server = createServer((request, response) => {
  const source = { business: shop, counts, token: TOKEN, isGatewayUp: () => isListening("127.0.0.1", port) };
  serveMetrics(source, request, response);
});
beforeAll(async () => {
  shop = await createTestBusiness();
  port = await new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
});
afterAll(async () => {
  server.close();
  await shop.close();
});

/** Node's own client, as `fetch` may not set Host. */
function scrape(headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    get({ port, host: "127.0.0.1", path: "/metrics", headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    }).on("error", reject);
  });
}

test("metrics tell the process, requests by route and status, and the shop, and name no user", async () => {
  const user = await shop.newUser();
  const api = createApi({ ...shop, counts });
  const url = `http://shop.test/proxy/api/v1/users/${user.user_id}/balance`;
  await api.request(url, { headers: { Authorization: `Bearer ${user.api_key}` } });
  await api.request(url);
  const { status, text } = await scrape();
  expect(status).toBe(200);
  expect(text).toContain('proxydeck_requests_total{route="GET /users/{user_id}/balance",status="200"} 1\n');
  expect(text).toContain('proxydeck_requests_total{route="GET /users/{user_id}/balance",status="401"} 1\n');
  for (const line of [
    "proxydeck_database_up 1",
    "proxydeck_gateway_up 1",
    "proxydeck_jobs_failing 0",
    "proxydeck_holds_open 0",
    "proxydeck_deposits_pending 0",
  ])
    expect(text.split("\n")).toContain(line);
  expect(text).toMatch(/^proxydeck_stock_free\{category="isp"\} \d+$/m);
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  for (const secret of [user.email, user.api_key, `/${user.user_id}/`]) expect(text).not.toContain(secret);
  for (const line of text.trimEnd().split("\n"))
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"\n]*",?)+\})? [\d.e+]+)$/);
});

test.each([
  ["from this machine", {}, 200],
  [
    "with the token, through a proxy",
    { "X-Forwarded-For": "203.0.113.9", Authorization: `Bearer ${TOKEN}` },
    200,
  ],
  ["through a proxy", { "X-Forwarded-For": "203.0.113.9" }, 404],
  ["through a proxy that says so otherwise", { Forwarded: "for=203.0.113.9" }, 404],
  ["for another host", { Host: "shop.example" }, 404],
  ["with a wrong token", { Authorization: "Bearer wrong" }, 404],
])("metrics %s", async (_, headers, status) => {
  expect((await scrape(headers)).status).toBe(status);
});

test("metrics say that the database is down, and stay up themselves", async () => {
  const broken = { ...shop, db: { ...shop.db, query: () => Promise.reject(new Error("down")) } };
  const down = createServer((request, response) => {
    const source = { business: broken, counts, token: "", isGatewayUp: async () => false };
    serveMetrics(source, request, response);
  });
  const before = port;
  port = await new Promise((resolve) => {
    down.listen(0, "127.0.0.1", () => {
      const address = down.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  const { status, text } = await scrape();
  down.close();
  port = before;
  expect(status).toBe(200);
  expect(text).toContain("proxydeck_database_up 0\n");
  expect(text).toContain("proxydeck_gateway_up 0\n");
  expect(text).not.toContain("proxydeck_jobs_waiting");
});
