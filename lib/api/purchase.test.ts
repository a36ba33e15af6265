import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { runDueJobs } from "@/lib/jobs/runner";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterEach(async () => {
  shop.supplier.faults.length = 0;
  await requireClosedBooks(shop.db);
});
afterAll(() => shop.close());

let counter = 0;
const freshKey = () => `test-key-${++counter}-abcdef`;
const wish = { category: "isp", country_name: "United States", quantity: 5 };
const buy = (key: string, body: unknown = wish, idempotencyKey = freshKey(), path = "/proxy/static") =>
  shop.send("POST", path, { key, body, idempotencyKey });

test("a purchase charges the quote, delivers in the same request and shows in the transactions", async () => {
  const user = await shop.newUser();
  const answer = await buy(user.api_key);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ status: "ok", price_usd: "12.50", quantity: 5, country: "US" });
  const balance = await shop.send("GET", `/users/${user.user_id}/balance`, { key: user.api_key });
  expect(balance.body).toEqual({ user_id: user.user_id, balance_usd: "87.50", held_usd: "0.00" });
  const { body } = await shop.send("GET", "/transactions", { key: user.api_key });
  expect(
    body.items.map((item: { type: string; amount_usd: string; status: string }) => [
      item.type,
      item.amount_usd,
      item.status,
    ]),
  ).toEqual([
    ["purchase", "-12.50", "completed"],
    ["adjustment", "100.00", "completed"],
  ]);
});

test("a retry with the same key returns the first order and charges once", async () => {
  const user = await shop.newUser();
  const first = await buy(user.api_key, wish, "same-key-once");
  const second = await buy(
    user.api_key,
    { quantity: 5, country_name: "United States", category: "isp" },
    "same-key-once",
  );
  expect(second.body).toEqual(first.body);
  expect(second.headers.get("Idempotent-Replayed")).toBe("true");
  expect((await shop.send("GET", "/users/me", { key: user.api_key })).body.user.balance_usd).toBe("87.50");
});

test("the same key with another body is refused", async () => {
  const user = await shop.newUser();
  await buy(user.api_key, wish, "same-key-other");
  const other = await buy(user.api_key, { ...wish, quantity: 6 }, "same-key-other");
  expect([other.status, other.body.error.code]).toEqual([422, "idempotency_key_reused"]);
});

test("too little money is refused with the shortfall, and the refusal is kept", async () => {
  const user = await shop.newUser("10.00");
  const answer = await buy(user.api_key, wish, "poor-user-key");
  expect(answer.status).toBe(402);
  expect(answer.body).toMatchObject({
    status: "insufficient",
    error: { code: "insufficient", charged: false, shortfall_usd: "2.50" },
  });
  const again = await buy(user.api_key, wish, "poor-user-key");
  expect(again.body).toEqual(answer.body);
  expect(again.headers.get("Idempotent-Replayed")).toBe("true");
});

test("a price above the limit charges nothing", async () => {
  const user = await shop.newUser();
  const answer = await buy(user.api_key, { ...wish, max_price_usd: "12.49" });
  expect([answer.status, answer.body.error.code, answer.body.error.price_usd]).toEqual([
    409,
    "price_changed",
    "12.50",
  ]);
});

test("a country without stock is out of stock", async () => {
  const user = await shop.newUser();
  const answer = await buy(user.api_key, { ...wish, country_name: "France" });
  expect([answer.status, answer.body.error.code]).toEqual([409, "out_of_stock"]);
});

test.each([0, 501, 1.5, "5", -1, "1e309", null])(
  "quantity %j is refused before anything happens",
  async (quantity) => {
    const user = await shop.newUser();
    const answer = await buy(user.api_key, { ...wish, quantity });
    expect([answer.status, answer.body.status, answer.body.error.fields[0].path]).toEqual([
      400,
      "bad_request",
      "quantity",
    ]);
  },
);

test.each([
  ["an unknown category", { ...wish, category: "gold" }],
  ["an unknown country", { ...wish, country_name: "Atlantis" }],
  ["an unknown field", { ...wish, price_usd: "0.01" }],
  ["money as a number", { ...wish, max_price_usd: 12.5 }],
])("%s is a bad request", async (_name, body) => {
  const user = await shop.newUser();
  expect((await buy(user.api_key, body)).status).toBe(400);
});

test("a money request without a usable key is refused", async () => {
  const user = await shop.newUser();
  const none = await shop.send("POST", "/proxy/static", { key: user.api_key, body: wish });
  expect(none.body.error.code).toBe("idempotency_key_required");
  expect((await buy(user.api_key, wish, "short")).body.error.code).toBe("idempotency_key_invalid");
});

test("a dry run tells the price and stores nothing", async () => {
  const user = await shop.newUser();
  const answer = await shop.send("POST", "/proxy/static?dry_run=true", { key: user.api_key, body: wish });
  expect(answer.body).toEqual({
    dry_run: true,
    price_usd: "12.50",
    unit_price_usd: "2.50",
    balance_after_usd: "87.50",
    available: true,
    problem: null,
  });
  expect((await shop.send("GET", "/proxy/subscriptions", { key: user.api_key })).body.items).toEqual([]);
});

test("a supplier that refuses gives the money back, for good", async () => {
  const user = await shop.newUser();
  shop.supplier.faults.push("fail");
  const answer = await buy(user.api_key, wish, "supplier-refuses");
  expect([answer.status, answer.body.error.code, answer.body.error.charged]).toEqual([
    502,
    "provider_failed",
    false,
  ]);
  expect((await buy(user.api_key, wish, "supplier-refuses")).body).toEqual(answer.body);
  expect((await shop.send("GET", "/users/me", { key: user.api_key })).body.user.balance_usd).toBe("100.00");
  shop.supplier.faults.push("misconfig");
  const misconfig = await buy(user.api_key);
  expect([misconfig.status, misconfig.body.status]).toEqual([503, "provider_misconfig"]);
});

test("a lost answer keeps the hold; recovery asks by our order id and never buys twice", async () => {
  const user = await shop.newUser();
  shop.supplier.faults.push("lost_answer");
  const answer = await buy(user.api_key, wish, "lost-answer-key");
  expect([answer.status, answer.body.status]).toEqual([202, "provisioning"]);
  expect(answer.headers.get("Location")).toContain(`/proxy/subscriptions/${answer.body.subscription_id}`);
  const held = await shop.send("GET", `/users/${user.user_id}/balance`, { key: user.api_key });
  expect(held.body).toMatchObject({ balance_usd: "87.50", held_usd: "12.50" });
  await runDueJobs(shop, new Date(Date.now() + 60_000));
  const replay = await buy(user.api_key, wish, "lost-answer-key");
  expect([replay.status, replay.body.status]).toEqual([200, "ok"]);
  expect(shop.supplier.log.filter((order) => order.orderId === answer.body.order_id)).toHaveLength(1);
});

test("a supplier that answers twice delivers once", async () => {
  const user = await shop.newUser();
  shop.supplier.faults.push("twice");
  const answer = await buy(user.api_key);
  expect(answer.status).toBe(200);
  expect(shop.supplier.log.filter((order) => order.orderId === answer.body.order_id)).toHaveLength(1);
});

test("silence three times over 15 minutes releases the hold", async () => {
  const user = await shop.newUser();
  shop.supplier.faults.push("lost_answer");
  const answer = await buy(user.api_key, wish, "silent-supplier");
  shop.supplier.log.length = 0;
  shop.clock.offsetMs += 16 * 60_000;
  for (const minutes of [1, 10, 20]) await runDueJobs(shop, new Date(Date.now() + minutes * 60_000));
  shop.clock.offsetMs = 0;
  const replay = await buy(user.api_key, wish, "silent-supplier");
  expect([answer.status, replay.status, replay.body.error.charged]).toEqual([202, 502, false]);
});

test("a renewal adds a term, keeps the IPs and charges today's price", async () => {
  const user = await shop.newUser();
  const { body: order } = await buy(user.api_key);
  const path = `/proxy/subscriptions/${order.subscription_id}`;
  const before = await shop.send("GET", path, { key: user.api_key });
  const addresses = await shop.send("GET", `${path}/addresses`, { key: user.api_key });
  const renewal = await shop.send("POST", `${path}/renew`, { key: user.api_key, idempotencyKey: freshKey() });
  expect(renewal.body).toMatchObject({
    status: "ok",
    price_usd: "12.50",
    subscription_id: order.subscription_id,
  });
  expect(Date.parse(renewal.body.new_expires_at) - Date.parse(before.body.expires_at)).toBe(30 * 86_400_000);
  expect((await shop.send("GET", `${path}/addresses`, { key: user.api_key })).body).toEqual(addresses.body);
  expect((await shop.send("GET", "/users/me", { key: user.api_key })).body.user.balance_usd).toBe("75.00");
});

test("credentials are sealed at rest, good on five addresses, and every read is in the activity", async () => {
  const user = await shop.newUser();
  const { body: order } = await buy(user.api_key);
  const path = `/proxy/subscriptions/${order.subscription_id}`;
  const { body, headers } = await shop.send("GET", `${path}/credentials`, { key: user.api_key });
  expect(headers.get("Cache-Control")).toBe("no-store");
  expect(body.static_proxies).toHaveLength(5);
  const rows = await shop.db.query<{ row: string }>("select credentials::text as row from credentials");
  expect(rows.some(({ row }) => row.includes(body.static_proxies[0].password))).toBe(false);
  const activity = await shop.send("GET", `${path}/activity?action=credentials.read`, { key: user.api_key });
  expect(activity.body.items).toHaveLength(1);
});

test("a foreign subscription and a missing one answer the same but for the request id", async () => {
  const [owner, stranger] = [await shop.newUser(), await shop.newUser()];
  const { body: order } = await buy(owner.api_key);
  const foreign = await shop.send("GET", `/proxy/subscriptions/${order.subscription_id}`, {
    key: stranger.api_key,
  });
  const missing = await shop.send("GET", "/proxy/subscriptions/999999", { key: stranger.api_key });
  const strip = (answer: typeof foreign) => ({ ...answer.body.error, request_id: "" });
  expect([foreign.status, strip(foreign)]).toEqual([404, strip(missing)]);
  expect((await buy(stranger.api_key, { ...wish, user_id: owner.user_id })).status).toBe(404);
});

test("an operator names the user, and a ban stops the user's next request", async () => {
  const [operator, user] = [await shop.newUser("0.00", "operator"), await shop.newUser()];
  expect((await buy(operator.api_key)).body.error.fields[0].path).toBe("user_id");
  expect((await buy(operator.api_key, { ...wish, user_id: user.user_id })).status).toBe(200);
  const ban = await shop.send("POST", `/admin/users/${user.user_id}/ban`, {
    key: operator.api_key,
    body: { banned: true, reason: "Abuse report" },
  });
  expect(ban.body.is_banned).toBe(true);
  const refused = await shop.send("GET", "/users/me", { key: user.api_key });
  expect([refused.status, refused.body.error.reason]).toEqual([403, "Abuse report"]);
});
