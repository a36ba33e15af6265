import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { runDueJobs } from "@/lib/jobs/runner";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { subscribe } from "@/lib/testing/subscribed";
import { createApi } from "./app";

const RENEW = "/proxy/subscriptions/renew:bulk";
const AUTO = "/proxy/subscriptions/auto-renew:bulk";
let shop: TestBusiness;
let counter = 0;

beforeAll(async () => {
  shop = await createTestBusiness();
});
afterEach(async () => {
  shop.supplier.faults.length = 0;
  await requireClosedBooks(shop.db);
});
afterAll(() => shop.close());

const endsAt = new Date(Date.now() + 20 * 86_400_000);
async function subscriber(balance: string, count: number) {
  const user = await shop.newUser(balance);
  const ids = await subscribe(shop.db, { userId: user.user_id, count, endsAt, autoRenew: false });
  const send = (path: string, body: unknown, idempotencyKey = `bulk-key-${++counter}`) =>
    shop.send("POST", path, { key: user.api_key, body, idempotencyKey });
  const balanceNow = async () =>
    (await shop.send("GET", "/users/me", { key: user.api_key })).body.user.balance_usd;
  return { user, ids, send, balanceNow };
}
const outcome = (item: { status: string; error?: { code: string } }) => item.error?.code ?? item.status;

test("many are renewed with one key, each with an order of its own, and a replay tells the same", async () => {
  const { ids, send, balanceNow } = await subscriber("100.00", 20);
  const first = await send(RENEW, { ids: ids.toReversed() }, "bulk-once-and-again");
  expect([first.status, first.body.total_usd, await balanceNow()]).toEqual([200, "50.00", "50.00"]);
  expect(first.body.items.map((item: { subscription_id: number }) => item.subscription_id)).toEqual(
    ids.toReversed(),
  );
  expect(first.body.items[0]).toEqual({
    subscription_id: ids[19],
    status: "ok",
    price_usd: "2.50",
    new_expires_at: new Date(endsAt.getTime() + 30 * 86_400_000).toISOString(),
  });
  const again = await send(RENEW, { ids: ids.toReversed() }, "bulk-once-and-again");
  expect([again.body, again.headers.get("Idempotent-Replayed"), await balanceNow()]).toEqual([
    first.body,
    "true",
    "50.00",
  ]);
  expect((await send(RENEW, { ids }, "bulk-once-and-again")).status).toBe(422);
});

test("100 parallel requests with one key charge each subscription once", async () => {
  const { ids, send, balanceNow } = await subscriber("100.00", 10);
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => send(RENEW, { ids }, "bulk-all-at-once")),
  );
  expect(answers.filter(({ status }) => ![200, 202, 409].includes(status))).toEqual([]);
  expect(await balanceNow()).toBe("75.00");
});

test("partial success is told per item: what the money covers is renewed, in the order of the ids", async () => {
  const { ids, send, balanceNow } = await subscriber("5.00", 4);
  const stranger = await subscriber("0.00", 1);
  const [gone = 0, a = 0, b = 0, c = 0] = ids;
  await shop.db.query("update stock set subscription_id = null where subscription_id = $1", [gone]);
  await shop.db.query("update subscriptions set state = 'released' where id = $1", [gone]);
  const { status, body } = await send(RENEW, { ids: [c, gone, a, 999_999, b, ...stranger.ids] });
  expect([status, body.total_usd, await balanceNow()]).toEqual([200, "5.00", "0.00"]);
  expect(body.items.map(outcome)).toEqual([
    "ok",
    "invalid_state",
    "ok",
    "not_found",
    "insufficient",
    "not_found",
  ]);
  expect(body.items[3].error).toEqual(body.items[5].error);
  expect(body.items[4].error).toMatchObject({ charged: false, shortfall_usd: "2.50" });
});

test("a dry run tells total and result per item, needs no key, and charges, stores and delivers nothing", async () => {
  const { user, ids, send, balanceNow } = await subscriber("5.00", 3);
  const stranger = await subscriber("0.00", 1);
  const counts = () =>
    shop.db.query(
      "select (select count(*) from orders) as orders, (select count(*) from idempotency) as keys, (select count(*) from audit) as audit, (select count(*) from jobs) as jobs",
    );
  const before = await counts();
  const all = [...ids, ...stranger.ids];
  const tried = await shop.send("POST", `${RENEW}?dry_run=true`, { key: user.api_key, body: { ids: all } });
  expect([tried.status, tried.body.dry_run, tried.body.total_usd]).toEqual([200, true, "5.00"]);
  expect(tried.body.problem).toBeNull();
  expect(tried.body.items.map(outcome)).toEqual(["ok", "ok", "insufficient", "not_found"]);
  expect(tried.body.items[0]).toEqual({ subscription_id: ids[0], status: "ok", price_usd: "2.50" });
  expect([await counts(), await balanceNow(), shop.supplier.faults]).toEqual([before, "5.00", []]);

  const limit = { ids, max_price_usd: "4.99" };
  const over = await shop.send("POST", `${RENEW}?dry_run=true`, { key: user.api_key, body: limit });
  expect(over.body).toEqual({ dry_run: true, items: [], total_usd: "0.00", problem: "price_changed" });
  // The control: the very request without the dry run does charge, and as foretold.
  const done = await send(RENEW, { ids: all });
  expect([done.body.total_usd, done.body.items.map(outcome), await balanceNow()]).toEqual([
    tried.body.total_usd,
    tried.body.items.map(outcome),
    "0.00",
  ]);
});

test("a total above the limit renews nothing, and the refusal is kept", async () => {
  const { ids, send, balanceNow } = await subscriber("100.00", 3);
  const refused = await send(RENEW, { ids, max_price_usd: "7.49" }, "bulk-over-limit");
  expect([refused.status, refused.body.error.code, refused.body.error.price_usd]).toEqual([
    409,
    "price_changed",
    "7.50",
  ]);
  expect((await send(RENEW, { ids, max_price_usd: "7.49" }, "bulk-over-limit")).body).toEqual(refused.body);
  expect(await balanceNow()).toBe("100.00");
  expect((await send(RENEW, { ids, max_price_usd: "7.50" })).status).toBe(200);
});

test("an item that the supplier refuses costs nothing; one that is still open makes it 202 until it is settled", async () => {
  const { ids, send, balanceNow } = await subscriber("100.00", 2);
  shop.supplier.faults.push("fail");
  const failed = await send(RENEW, { ids: ids.slice(0, 1) });
  expect([failed.status, outcome(failed.body.items[0]), await balanceNow()]).toEqual([
    200,
    "provider_failed",
    "100.00",
  ]);
  shop.supplier.faults.push("lost_answer");
  const open = await send(RENEW, { ids: ids.slice(1) }, "bulk-still-open");
  expect([open.status, open.body.items[0].status, open.headers.get("Retry-After")]).toEqual([
    202,
    "provisioning",
    "2",
  ]);
  await runDueJobs(shop, new Date(Date.now() + 60_000));
  const settled = await send(RENEW, { ids: ids.slice(1) }, "bulk-still-open");
  expect([settled.status, settled.body.items[0].status, await balanceNow()]).toEqual([200, "ok", "97.50"]);
});

test.each([
  ["no ids", { ids: [] }],
  ["one id twice", { ids: [1, 1] }],
  ["more than 100", { ids: Array.from({ length: 101 }, (_, n) => n + 1) }],
  ["an id as text", { ids: ["1"] }],
  ["an unknown field", { ids: [1], price_usd: "0.01" }],
])("%s is a bad request", async (_name, body) => {
  const { send } = await subscriber("0.00", 0);
  expect((await send(RENEW, body)).status).toBe(400);
  expect((await send(AUTO, { auto_renew: true, ...body })).status).toBe(400);
});

test("the key, the scope and the kill switch are asked as of every money route", async () => {
  const { user, ids, send } = await subscriber("10.00", 1);
  const bare = await shop.send("POST", RENEW, { key: user.api_key, body: { ids } });
  expect(bare.body.error.code).toBe("idempotency_key_required");
  expect((await shop.send("POST", RENEW, { body: { ids } })).status).toBe(401);
  expect((await shop.send("GET", RENEW, { key: user.api_key })).status).toBe(400);
  const closed = await createApi({ ...shop, moneyEnabled: false }).request(
    `http://shop.test/proxy/api/v1${RENEW}`,
    {
      method: "POST",
      headers: {
        Authorization: `Bearer ${user.api_key}`,
        "Idempotency-Key": "bulk-closed",
        "Content-Type": "application/json",
      },
      body: JSON.stringify({ ids }),
    },
  );
  expect([closed.status, (await closed.json()).error.code]).toEqual([403, "money_disabled"]);
  await shop.db.query("update api_keys set scopes = '{proxy:read}' where user_id = $1", [user.user_id]);
  for (const answer of [await send(RENEW, { ids }), await send(AUTO, { ids, auto_renew: true })])
    expect([answer.status, answer.body.error.code]).toEqual([403, "forbidden_scope"]);
});

test("auto-renew of many is switched item by item, and a foreign one answers as a missing one", async () => {
  const { ids, send } = await subscriber("0.00", 2);
  const stranger = await subscriber("0.00", 1);
  const { status, body } = await send(AUTO, { ids: [...ids, 999_999, ...stranger.ids], auto_renew: true });
  expect([status, body.items.map(outcome)]).toEqual([200, ["ok", "ok", "not_found", "not_found"]]);
  expect(body.items[0].subscription).toMatchObject({ id: ids[0], auto_renew: true });
  expect(body.items[2].error).toEqual(body.items[3].error);
  expect((await send(AUTO, { ids, auto_renew: false })).body.items[1].subscription.auto_renew).toBe(false);
});
