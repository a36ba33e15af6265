import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Newcomer } from "@/lib/domain/users/create";
import { listen } from "@/lib/gateway/test-tools";
import { addUsage } from "@/lib/store/access";
import { insertStock } from "@/lib/store/catalog";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { startSmallProxy } from "@/lib/testing/small-proxy";

const page = createServer((request, response) => response.end(`{"ip":"${request.socket.remoteAddress}"}`));
const DAY_MS = 86_400_000;
let shop: TestBusiness;
let user: Newcomer;
let id: number;
let proxies: Awaited<ReturnType<typeof startSmallProxy>>[];
let secret: { login: string; password: string };

beforeAll(async () => {
  const target = `http://127.0.0.1:${await listen(page)}/`;
  shop = await createTestBusiness({ checkTarget: target, rateLimits: { checks: 8 } });
  user = await shop.newUser();
  const places = await Promise.all([startSmallProxy(), startSmallProxy({ host: "127.7.7.8" })]);
  await insertStock(
    shop.db,
    places.map(({ host, port }) => ({
      supplier: "local",
      category: "isp",
      country: "JP",
      ip: host,
      port_http: port,
      port_socks: port,
    })),
  );
  await Promise.all(places.map((place) => place.close()));
  id = await buy(user);
  const open = await shop.send("GET", `/proxy/subscriptions/${id}/credentials`, { key: user.api_key });
  secret = open.body.static_proxies[0];
  proxies = await Promise.all(
    places.map(async ({ host, port }) => startSmallProxy({ host, port, ...secret })),
  );
});
afterAll(async () => {
  page.close();
  for (const proxy of proxies) await proxy.close();
  await requireClosedBooks(shop.db);
  await shop.close();
});

const buy = async (buyer: Newcomer, country_name = "JP", quantity = 2): Promise<number> => {
  const body = { category: "isp", country_name, quantity };
  const options = { key: buyer.api_key, idempotencyKey: randomUUID(), body };
  return (await shop.send("POST", "/proxy/static", options)).body.subscription_id;
};
const check = (body?: unknown, key = user.api_key, of = id) =>
  shop.send("POST", `/proxy/subscriptions/${of}/check`, { key, body });
const traffic = (query = "", key = user.api_key, of = id) =>
  shop.send("GET", `/proxy/subscriptions/${of}/traffic${query}`, { key });

test("200: every address is gone through on both protocols, and shows its own exit", async () => {
  const { status, body } = await check();
  expect(status).toBe(200);
  expect(body.items.map((item: { exit_ip: string }) => item.exit_ip).toSorted()).toEqual([
    "127.0.0.1",
    "127.7.7.8",
  ]);
  for (const item of body.items) {
    expect(item).toMatchObject({ ok: true, exit_ip: item.ip, latency_ms: expect.any(Number) });
    expect(item.http).toMatchObject({ ok: true, problem: null });
    expect(item.socks5).toMatchObject({ ok: true, problem: null });
  }
});

test("200: only the addresses that were named; a dead one says what is wrong", async () => {
  await proxies[1]?.close();
  const { body } = await check({ addresses: ["127.7.7.8"] });
  expect(body.items).toHaveLength(1);
  expect(body.items[0]).toMatchObject({ ok: false, exit_ip: null, http: { problem: "unreachable" } });
});

test("200: a proxy that knows the login but may not serve it says why, for both protocols", async () => {
  await proxies[1]?.close();
  const place = { host: "127.7.7.8", port: proxies[1]?.port ?? 0, ...secret };
  proxies[1] = await startSmallProxy({ ...place, manner: "suspended" });
  const { body } = await check({ addresses: ["127.7.7.8"] });
  const refused = { ok: false, problem: "suspended", latency_ms: null };
  expect(body.items[0]).toMatchObject({ ok: false, http: refused, socks5: refused });
});

test("a check is in the activity, and no secret is in its answer or its record", async () => {
  const { body } = await check({ addresses: ["127.0.0.1"] });
  const activity = await shop.send("GET", `/proxy/subscriptions/${id}/activity`, { key: user.api_key });
  expect(activity.body.items[0]).toMatchObject({ action: "subscription.check" });
  const kept = JSON.stringify(await shop.db.query("select * from audit where action = 'subscription.check'"));
  expect(kept).toContain("subscription.check");
  for (const text of [kept, JSON.stringify(body)]) {
    expect(text).not.toContain(secret.password);
    expect(text).not.toContain(secret.login);
  }
  expect(proxies[0]?.seen).toContain(`${secret.login}:${secret.password}`);
});

test("400: an address of somebody else, or more than twenty; 404: a foreign subscription; 401: no key", async () => {
  expect((await check({ addresses: ["127.9.0.1"] })).body.error.fields[0]).toMatchObject({
    path: "addresses.0",
    code: "not_in_subscription",
  });
  expect((await check({ addresses: Array(21).fill("127.0.0.1") })).status).toBe(400);
  const stranger = await shop.newUser();
  expect((await check(undefined, stranger.api_key)).status).toBe(404);
  expect((await traffic("", stranger.api_key)).status).toBe(404);
  expect((await check(undefined, "")).status).toBe(401);
});

test("409: a released subscription has nothing to check; 429: checks have a limit of their own", async () => {
  const other = await shop.newUser();
  const released = await buy(other, "US", 1);
  await shop.db.query("update stock set subscription_id = null where subscription_id = $1", [released]);
  await shop.db.query("update subscriptions set state = 'released' where id = $1", [released]);
  expect((await check(undefined, other.api_key, released)).body.error.code).toBe("invalid_state");
  let last = 0;
  for (let n = 0; n < 9; n++) last = (await check(undefined, other.api_key, released)).status;
  expect(last).toBe(429);
  expect((await traffic("", other.api_key, released)).status).toBe(200);
});

test("traffic: 200 with quiet days, oldest first, up to today; 400 for other numbers of days", async () => {
  const today = shop.clock.now();
  const row = { subscriptionId: id, bytesUp: 5, bytesDown: 70, connections: 2 };
  await addUsage(shop.db, "today", today, [row]);
  await addUsage(shop.db, "before", new Date(today.getTime() - 2 * DAY_MS), [row]);
  const { status, body } = await traffic("?days=4");
  expect(status).toBe(200);
  const [first, ...rest] = body.items;
  expect(first).toMatchObject({ connections: 0 });
  expect(rest.map((day: { bytes_down: number }) => day.bytes_down)).toEqual([70, 0, 70]);
  expect(rest.at(-1)).toEqual({
    day: today.toISOString().slice(0, 10),
    bytes_up: 5,
    bytes_down: 70,
    connections: 2,
  });
  expect((await traffic()).body.items).toHaveLength(30);
  for (const days of ["0", "91", "x"]) expect((await traffic(`?days=${days}`)).status).toBe(400);
});

test("409: traffic of a supplier that does not count it is not pretended", async () => {
  const other = await shop.newUser();
  const imported = await buy(other, "US", 1);
  await shop.db.query("update subscriptions set supplier = 'stock' where id = $1", [imported]);
  expect((await traffic("", other.api_key, imported)).body.error.code).toBe("invalid_state");
  await shop.db.query("update subscriptions set supplier = 'local' where id = $1", [imported]);
});

test("403: a key without proxy:read", async () => {
  const other = await shop.newUser();
  await shop.db.query("update api_keys set scopes = '{proxy:write}' where user_id = $1", [other.user_id]);
  expect((await check(undefined, other.api_key)).body.error.code).toBe("forbidden_scope");
});
