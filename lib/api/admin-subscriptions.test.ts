import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Newcomer } from "@/lib/domain/users/create";
import { runDueJobs } from "@/lib/jobs/runner";
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
});
afterEach(async () => {
  shop.supplier.faults.length = 0;
  for (const { db } of [shop, bare]) await requireClosedBooks(db);
});
afterAll(() => Promise.all([shop.close(), bare.close()]));

const reason = "Sorry for the outage";
const post = (path: string, body: unknown, key = operator.api_key) =>
  shop.send("POST", `/admin/subscriptions${path}`, { key, body });
const grant = (userId: number, more: object = {}) =>
  post("", { user_id: userId, category: "isp", country_name: "US", quantity: 2, reason, ...more });
const auditOf = (id: number) =>
  shop.db.query<{ action: string; facts: { reason?: string } }>(
    "select action, facts from audit where subject = 'subscription' and subject_id = $1 order by id",
    [id],
  );

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
