import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Newcomer } from "@/lib/domain/users/create";
import { runDueJobs } from "@/lib/jobs/runner";
import { insertStock } from "@/lib/store/catalog";
import { createFakeSupplier } from "@/lib/suppliers/fake/fake";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";

let shop: TestBusiness;
/** Its supplier can do nothing beside delivering. */
let bare: TestBusiness;
let operator: Newcomer;
let bareOperator: Newcomer;
beforeAll(async () => {
  const can = { cutOff: false, rotate: false, countTraffic: false };
  [shop, bare] = await Promise.all([
    createTestBusiness(),
    createTestBusiness({ suppliers: { local: createFakeSupplier({ can }) } }),
  ]);
  operator = await shop.newUser("0.00", "operator");
  bareOperator = await bare.newUser("0.00", "operator");
  for (const { db } of [shop, bare]) await insertStock(db, EXITS);
});
afterEach(async () => {
  shop.supplier.faults.length = 0;
  for (const { db } of [shop, bare]) await requireClosedBooks(db);
});
afterAll(() => Promise.all([shop.close(), bare.close()]));

const EXITS = ["US", "DE"].map((country, n) => ({
  supplier: "local",
  category: "residential",
  country,
  ip: `127.8.0.${n + 1}`,
  port_http: 8080,
  port_socks: 1080,
}));
const reason = "Sorry for the outage";
const post = (path: string, body: unknown, key = operator.api_key) =>
  shop.send("POST", `/admin/subscriptions${path}`, { key, body });
const grant = (userId: number, more: object = {}) =>
  post("", { user_id: userId, category: "isp", country_name: "US", quantity: 2, reason, ...more });
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

test("every route refuses no key with 401, a customer with 403, and a missing subscription with 404", async () => {
  const user = await shop.newUser();
  const { body: card } = await grant(user.user_id);
  const bodies = {
    suspend: { reason },
    resume: { reason },
    traffic: { reason, quantity: 1 },
    refund: { reason, portion: "full" },
  };
  for (const [verb, body] of Object.entries(bodies)) {
    const send = (id: number, key?: string) =>
      shop.send("POST", `/admin/subscriptions/${id}/${verb}`, {
        key,
        body,
        idempotencyKey: `some-key-${id}`,
      });
    expect([verb, (await send(card.id)).status]).toEqual([verb, 401]);
    expect([verb, (await send(card.id, user.api_key)).status]).toEqual([verb, 403]);
    expect([verb, (await send(999_999, operator.api_key)).status]).toEqual([verb, 404]);
    const wrong = { key: operator.api_key, body: { ...body, reason: "" }, idempotencyKey: "wrong-reason-1" };
    const refused = await shop.send("POST", `/admin/subscriptions/${card.id}/${verb}`, wrong);
    expect([verb, refused.status]).toEqual([verb, 400]);
  }
  expect((await post("", {}, user.api_key)).status).toBe(403);
  expect((await shop.send("GET", "/admin/subscriptions", { key: user.api_key })).status).toBe(403);
  expect((await shop.send("GET", "/admin/subscriptions")).status).toBe(401);
});

test("the list shows everybody's, filtered and stable under inserts", async () => {
  const [one, two] = [await shop.newUser(), await shop.newUser()];
  const ids: number[] = [];
  for (const user of [one, two, one])
    ids.unshift((await grant(user.user_id, { country_name: "DE" })).body.id);
  const list = async (query: string) =>
    (await shop.send("GET", `/admin/subscriptions?${query}`, { key: operator.api_key })).body;
  const idsOf = (page: { items: { id: number }[] }) => page.items.map(({ id }) => id);
  const first = await list("limit=2");
  expect(idsOf(first)).toEqual(ids.slice(0, 2));
  await grant(two.user_id);
  expect(idsOf(await list(`limit=1&cursor=${first.next_cursor}`))).toEqual(ids.slice(2));
  expect(idsOf(await list(`user_id=${one.user_id}`))).toEqual([ids[0], ids[2]]);
  expect(idsOf(await list(`q=${ids[1]}&category=isp&status=active&country=germany`))).toEqual([ids[1]]);
  const { body: where } = await shop.send("GET", `/proxy/subscriptions/${ids[1]}/addresses`, {
    key: two.api_key,
  });
  expect(idsOf(await list(`q=${where.items[0].ip}&status=active`))).toContain(ids[1]);
  expect(idsOf(await list("expiring_before=2001-01-01T00:00:00Z"))).toEqual([]);
  const bad = (query: string) => shop.send("GET", `/admin/subscriptions?${query}`, { key: operator.api_key });
  expect((await bad("limit=0")).status).toBe(400);
  expect((await bad("user_id=999999")).status).toBe(404);
});

test("a suspension stops the proxies until it is resumed; a second one of either is refused", async () => {
  const user = await shop.newUser();
  const { body: card } = await grant(user.user_id);
  const isOpen = async () => {
    const rows = await shop.db.query<{ state: string }>("select state from subscriptions where id = $1", [
      card.id,
    ]);
    return rows[0]?.state === "active";
  };
  expect((await post(`/${card.id}/resume`, { reason })).status).toBe(409);
  const stopped = await post(`/${card.id}/suspend`, { reason });
  expect([stopped.status, stopped.body.status, await isOpen()]).toEqual([200, "suspended", false]);
  expect((await post(`/${card.id}/suspend`, { reason })).body.error.code).toBe("invalid_state");
  const going = await post(`/${card.id}/resume`, { reason });
  expect([going.status, going.body.status, await isOpen()]).toEqual([200, "active", true]);
  const actions = (await auditOf(card.id)).map(({ action }) => action);
  expect(actions.slice(-2)).toEqual(["subscription.suspend", "subscription.resume"]);
});

test("a renewal that settles during a suspension does not lift it", async () => {
  const user = await shop.newUser();
  const { body: card } = await grant(user.user_id);
  shop.supplier.faults.push("lost_answer");
  const path = `/proxy/subscriptions/${card.id}`;
  const renewal = await shop.send("POST", `${path}/renew`, {
    key: user.api_key,
    idempotencyKey: "renew-then-suspend",
  });
  expect(renewal.status).toBe(202);
  await post(`/${card.id}/suspend`, { reason });
  await runDueJobs(shop, new Date(Date.now() + 60_000));
  const after = (await shop.send("GET", path, { key: user.api_key })).body;
  expect([after.status, after.price_usd]).toEqual(["suspended", "5.00"]);
  expect(Date.parse(after.expires_at)).toBeGreaterThan(Date.parse(card.expires_at));
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

test("what a supplier can't do is refused with 409, and its traffic is not shown", async () => {
  const user = await bare.newUser();
  const send = (method: string, path: string, body?: unknown) =>
    bare.send(method, path, { key: bareOperator.api_key, ...(body ? { body } : {}) });
  const wish = { user_id: user.user_id, quantity: 1, reason };
  const { status, body: card } = await send("POST", "/admin/subscriptions", { ...wish, category: "isp" });
  expect([status, card.traffic]).toEqual([201, undefined]);
  for (const [path, body] of [
    ["/admin/subscriptions", { ...wish, category: "residential" }],
    [`/admin/subscriptions/${card.id}/suspend`, { reason }],
    [`/proxy/subscriptions/${card.id}/credentials/rotate`, {}],
  ] as const) {
    const refused = await send("POST", path, body);
    expect([path, refused.status, refused.body.error.code]).toEqual([path, 409, "invalid_state"]);
  }
});
