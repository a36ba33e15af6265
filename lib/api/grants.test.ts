import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Newcomer } from "@/lib/domain/users/create";
import { runDueJobs } from "@/lib/jobs/runner";
import { insertStock } from "@/lib/store/catalog";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";

let shop: TestBusiness;
let operator: Newcomer;
beforeAll(async () => {
  shop = await createTestBusiness();
  operator = await shop.newUser("0.00", "operator");
  await insertStock(shop.db, EXITS);
});
afterEach(async () => {
  shop.supplier.faults.length = 0;
  await requireClosedBooks(shop.db);
});
afterAll(() => shop.close());

const EXITS = ["US", "DE"].map((country, n) => ({
  supplier: "local",
  category: "residential",
  country,
  ip: `127.8.0.${n + 1}`,
  port_http: 8080,
  port_socks: 1080,
}));
const reason = "Sorry for the outage";
const post = (path: string, body: unknown, idempotencyKey?: string) =>
  shop.send("POST", `/admin/subscriptions${path}`, {
    key: operator.api_key,
    body,
    ...(idempotencyKey ? { idempotencyKey } : {}),
  });
const wishFor = (userId: number) => ({
  user_id: userId,
  category: "isp",
  country_name: "US",
  quantity: 2,
  reason,
});
const grant = (userId: number, more: object = {}) => post("", { ...wishFor(userId), ...more });
const gigabyte = (userId: number, more: object = {}) =>
  grant(userId, { category: "residential", country_name: undefined, quantity: 1, ...more });
const auditOf = (id: number) =>
  shop.db.query<{ action: string; facts: { reason?: string } }>(
    "select action, facts from audit where subject = 'subscription' and subject_id = $1 order by id",
    [id],
  );

test("a granted subscription costs nothing, has an order, is known to the supplier and works like a bought one", async () => {
  const user = await shop.newUser("10.00");
  const { status, body } = await grant(user.user_id, { days: 7 });
  expect(status).toBe(201);
  expect(body).toMatchObject({ user_id: user.user_id, status: "active", quantity: 2, price_usd: "0.00" });
  const days = (Date.parse(body.expires_at) - Date.parse(body.created_at)) / 86_400_000;
  expect(days).toBeCloseTo(7, 3);
  expect(shop.supplier.log.at(-1)).toMatchObject({ orderId: body.order_id, kind: "purchase", quantity: 2 });
  const mine = await shop.send("GET", `/proxy/subscriptions/${body.id}/credentials`, { key: user.api_key });
  expect(mine.body.static_proxies).toHaveLength(2);
  const { body: me } = await shop.send("GET", "/users/me", { key: user.api_key });
  expect(me.user.balance_usd).toBe("10.00");
  expect((await auditOf(body.id))[0]).toMatchObject({ action: "subscription.grant", facts: { reason } });
});

test("without a country a static grant comes from where most are left, a rotating one may leave anywhere", async () => {
  const user = await shop.newUser();
  expect((await grant(user.user_id, { country_name: undefined })).body.country).toMatch(/^(US|DE)$/);
  const { body } = await gigabyte(user.user_id);
  expect(body).toMatchObject({ country: "001", kind: "rotating", unit: "GB", expires_at: null });
  expect(body.traffic).toEqual({ used_bytes: 0, left_bytes: 1_000_000_000 });
});

test("a grant whose supplier answer is lost is 202 and settled by the sweeper", async () => {
  const user = await shop.newUser();
  shop.supplier.faults.push("lost_answer");
  const { status, body } = await grant(user.user_id);
  expect([status, body.status]).toEqual([202, "provisioning"]);
  await runDueJobs(shop, new Date(Date.now() + 60_000));
  const card = await shop.send("GET", `/proxy/subscriptions/${body.id}`, { key: user.api_key });
  expect(card.body.status).toBe("active");
});

test("a grant that the supplier refuses is 502 or 503, and its addresses are free again", async () => {
  const user = await shop.newUser();
  for (const [fault, status] of [
    ["fail", 502],
    ["misconfig", 503],
  ] as const) {
    shop.supplier.faults.push(fault);
    expect((await grant(user.user_id)).status).toBe(status);
  }
});

test("grants and purchases side by side never sell an address twice", async () => {
  const user = await shop.newUser("1000.00");
  const wish = { category: "datacenter", country_name: "DE", quantity: 10 };
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      n % 2
        ? grant(user.user_id, wish)
        : shop.send("POST", "/proxy/static", {
            key: user.api_key,
            body: wish,
            idempotencyKey: `side-by-side-${n}`,
          }),
    ),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status < 300)).toHaveLength(6);
  expect(statuses.filter((status) => status === 409)).toHaveLength(4);
});

test.each([
  ["no reason", { reason: undefined }, 400, "bad_request"],
  ["no country", { country_name: "Atlantis" }, 400, "bad_request"],
  ["too many days", { days: 401 }, 400, "bad_request"],
  ["an unknown field", { price_usd: "0.00" }, 400, "bad_request"],
  ["nobody", { user_id: 999_999 }, 404, "not_found"],
  ["more than there is", { quantity: 500 }, 409, "out_of_stock"],
  ["more than any country has", { quantity: 500, country_name: undefined }, 409, "out_of_stock"],
  ["no exit there", { category: "residential", country_name: "JP" }, 409, "out_of_stock"],
])("a grant for %s is refused", async (_name, more, status, code) => {
  const user = await shop.newUser();
  const answer = await grant(user.user_id, more);
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
});

test("added traffic is more to use, as its own order; a static, suspended or busy one gets none", async () => {
  const user = await shop.newUser();
  const { body: card } = await gigabyte(user.user_id);
  const more = await post(`/${card.id}/traffic`, { quantity: 3, reason });
  expect([more.status, more.body.quantity, more.body.traffic.left_bytes]).toEqual([200, 4, 4_000_000_000]);
  expect(shop.supplier.log.at(-1)).toMatchObject({ kind: "traffic", quantity: 3, subscriptionId: card.id });
  shop.supplier.faults.push("lost_answer");
  expect((await post(`/${card.id}/traffic`, { quantity: 1, reason })).status).toBe(202);
  const busy = await post(`/${card.id}/traffic`, { quantity: 1, reason });
  expect([busy.status, busy.body.error.code]).toEqual([409, "invalid_state"]);
  await runDueJobs(shop, new Date(Date.now() + 60_000));
  shop.supplier.faults.push("fail");
  expect((await post(`/${card.id}/traffic`, { quantity: 1, reason })).status).toBe(502);
  const after = await shop.send("GET", `/proxy/subscriptions/${card.id}`, { key: user.api_key });
  expect([after.body.status, after.body.quantity]).toEqual(["active", 5]);
  await post(`/${card.id}/suspend`, { reason });
  expect((await post(`/${card.id}/traffic`, { quantity: 1, reason })).status).toBe(409);
  const { body: fixed } = await grant(user.user_id);
  expect((await post(`/${fixed.id}/traffic`, { quantity: 1, reason })).status).toBe(409);
});

test("twenty grants at once with one key give once, a replay tells the same, and another wish is refused", async () => {
  const user = await shop.newUser();
  const wish = { ...wishFor(user.user_id), quantity: 1 };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post("", wish, `grant-once-${user.user_id}`)),
  );
  const ids = new Set(answers.filter(({ status }) => status < 300).map(({ body }) => body.id));
  expect(ids.size).toBe(1);
  const again = await post("", wish, `grant-once-${user.user_id}`);
  expect([again.status, again.body.id, again.headers.get("Idempotent-Replayed")]).toEqual([
    201,
    [...ids][0],
    "true",
  ]);
  const list = await shop.send("GET", "/proxy/subscriptions", { key: user.api_key });
  expect(list.body.items).toHaveLength(1);
  const other = await post("", { ...wish, quantity: 2 }, `grant-once-${user.user_id}`);
  expect([other.status, other.body.error.code]).toEqual([422, "idempotency_key_reused"]);
  expect((await post("", wish, "short")).body.error.code).toBe("idempotency_key_invalid");
  // The control: without a key each request gives.
  await Promise.all([grant(user.user_id), grant(user.user_id)]);
  const after = await shop.send("GET", "/proxy/subscriptions", { key: user.api_key });
  expect(after.body.items).toHaveLength(3);
});

test("traffic with one key is added once, also when the supplier answered late; a refusal is kept", async () => {
  const user = await shop.newUser();
  const { body: card } = await gigabyte(user.user_id);
  const path = `/${card.id}/traffic`;
  shop.supplier.faults.push("lost_answer");
  const wish = { quantity: 3, reason };
  expect((await post(path, wish, "traffic-once-1")).status).toBe(202);
  expect((await post(path, wish, "traffic-once-1")).status).toBe(202);
  const busy = await post(path, wish, "traffic-once-2");
  expect([busy.status, busy.body.error.code]).toEqual([409, "invalid_state"]);
  await runDueJobs(shop, new Date(Date.now() + 60_000));
  const settled = await post(path, wish, "traffic-once-1");
  expect([settled.status, settled.body.quantity]).toEqual([200, 4]);
  expect((await post(path, wish, "traffic-once-2")).body).toEqual(busy.body);
  shop.supplier.faults.push("fail");
  expect((await post(path, wish, "traffic-once-3")).status).toBe(502);
  expect((await post(path, wish, "traffic-once-3")).status).toBe(502);
});
