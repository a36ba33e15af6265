import { afterAll, beforeAll, expect, test } from "vitest";
import type { Newcomer } from "@/lib/domain/users/create";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { newPayer, openDeposit, pay } from "@/lib/testing/payer";

let shop: TestBusiness;
let operator: Newcomer;
beforeAll(async () => {
  shop = await createTestBusiness();
  operator = await shop.newUser("0.00", "operator");
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
});

const DAY_MS = 86_400_000;
const get = (path: string, key = operator.api_key) => shop.send("GET", path, { key });
let counter = 0;
const buy = (key: string, quantity = 1) =>
  shop.send("POST", "/proxy/static", {
    key,
    body: { category: "isp", country_name: "US", quantity },
    idempotencyKey: `watch-test-${++counter}`,
  });

test("the audit trail is filtered by what, whose, who and when, and pages without a repeat", async () => {
  const user = await shop.newUser();
  await buy(user.api_key);
  await buy(user.api_key);
  const trail = async (query: string) => (await get(`/admin/audit?${query}`)).body;
  const whole = (await trail(`user_id=${user.user_id}`)).items;
  expect(whole).toHaveLength(2);
  expect(whole[0]).toMatchObject({
    action: "subscription.buy",
    subject: "subscription",
    user_id: user.user_id,
    by: "first key",
    by_user: { id: user.user_id, email: user.email },
    facts: { price_usd: "2.50" },
  });
  const first = await trail(`user_id=${user.user_id}&limit=1`);
  const second = await trail(`user_id=${user.user_id}&limit=1&cursor=${first.next_cursor}`);
  expect([...first.items, ...second.items]).toEqual(whole);
  const { subject_id, created_at } = whole[0];
  for (const [query, count] of [
    [`subject=subscription&subject_id=${subject_id}`, 1],
    [`user_id=${user.user_id}&action=subscription.buy&by=first%20key`, 2],
    [`user_id=${user.user_id}&action=user.ban`, 0],
    [`user_id=${user.user_id}&since=2100-01-01T00:00:00Z`, 0],
    [`user_id=${user.user_id}&until=${created_at}&subject_id=${subject_id}`, 0],
  ] as const)
    expect((await trail(query)).items, query).toHaveLength(count);
});

test("figures tell each day's money, also on days without any, by the business's clock", async () => {
  const noon = (Math.floor(Date.now() / DAY_MS) + 0.5) * DAY_MS - Date.now();
  shop.clock.offsetMs = noon;
  const before = (await get("/admin/stats?days=2")).body;
  const user = await shop.newUser();
  await buy(user.api_key, 2);
  shop.clock.offsetMs = noon + 3 * DAY_MS;
  await buy(user.api_key, 4);
  shop.supplier.faults.push("fail");
  await buy(user.api_key, 1);
  shop.supplier.faults.push("lost_answer");
  await buy(user.api_key, 3);
  const { days, totals, open_holds, jobs, stock } = (await get("/admin/stats?days=4")).body;
  expect(
    days.map((day: { purchases: number; revenue_usd: string }) => [day.purchases, day.revenue_usd]),
  ).toEqual([
    [before.days[1].purchases + 1, expect.any(String)],
    [0, "0.00"],
    [0, "0.00"],
    [1, "10.00"],
  ]);
  expect(Number(days[0].revenue_usd) - Number(before.days[1].revenue_usd)).toBe(5);
  expect(days[0].day < days[3].day).toBe(true);
  expect(totals).toMatchObject({ orders_failed: 1, users_new: before.totals.users_new + 1 });
  expect(totals.users_active).toBeGreaterThanOrEqual(1);
  expect(open_holds).toMatchObject({ orders: 1, amount_usd: "7.50" });
  expect(jobs.failing).toBe(0);
  const usIsp = stock.find(
    (row: { category: string; country: string }) => row.category === "isp" && row.country === "US",
  );
  expect(usIsp.free + usIsp.sold).toBe(60);
  expect((await get("/admin/stats")).body.days).toHaveLength(30);
  shop.clock.offsetMs = 0;
});

test("figures count the invoices that wait and the renewals that failed last time, and nothing else", async () => {
  const before = (await get("/admin/stats?days=1")).body.waiting;
  const { user, externalId } = await newPayer(shop);
  await openDeposit(shop, user.api_key);
  await pay(shop, externalId);
  const buyer = await shop.newUser();
  const { body: order } = await buy(buyer.api_key);
  const { body: other } = await buy(buyer.api_key);
  const fail = (id: number, periodEnd: string) =>
    shop.db.query(
      `insert into renewals (subscription_id, period_end, user_id, problem) select id, ${periodEnd}, user_id, 'insufficient'
         from subscriptions where id = $1`,
      [id],
    );
  await shop.db.query("update subscriptions set auto_renew = true where user_id = $1", [buyer.user_id]);
  await fail(order.subscription_id, "expires_at");
  await fail(other.subscription_id, "expires_at - interval '30 days'");
  expect((await get("/admin/stats?days=1")).body.waiting).toEqual({
    deposits: before.deposits + 1,
    renewals_failing: before.renewals_failing + 1,
  });
});

test("health tells every part", async () => {
  const { body } = await get("/admin/health");
  expect(body.books).toEqual({ closes: null, checked_at: null, checking: false, problems: [] });
  expect(body.database.migration).toMatch(/^\d{4}-/);
  expect(body.suppliers).toContainEqual(
    expect.objectContaining({ name: "local", can: { cut_off: true, rotate: true, count_traffic: true } }),
  );
  expect(body.gateway.last_usage_at).toBeNull();
});

test("a failing job is shown with its error and retried at once, with an audit row", async () => {
  const [row] = await shop.db.query<{ id: number }>(
    `insert into jobs (kind, subject_id, run_at, attempts, last_error)
     values ('settle_order', 999999, now() + interval '1 hour', 3, 'The supplier is silent.') returning id`,
  );
  const id = row?.id ?? 0;
  const { jobs } = (await get("/admin/health")).body;
  expect(jobs.items[0]).toMatchObject({ id, attempts: 3, last_error: "The supplier is silent." });
  expect((await get("/admin/stats")).body.jobs.failing).toBe(1);
  const { status, body } = await shop.send("POST", `/admin/jobs/${id}/retry`, { key: operator.api_key });
  expect([status, Date.parse(body.run_at) <= Date.now()]).toEqual([200, true]);
  expect((await get(`/admin/audit?subject=job&subject_id=${id}`)).body.items[0].facts.kind).toBe(
    "settle_order",
  );
  await shop.db.query("delete from jobs where id = $1", [id]);
  const gone = await shop.send("POST", `/admin/jobs/${id}/retry`, { key: operator.api_key });
  expect(gone.status).toBe(404);
});

test.each([
  ["GET", "/admin/audit", "/admin/audit?since=yesterday"],
  ["GET", "/admin/stats", "/admin/stats?days=93"],
  ["GET", "/admin/health", "/admin/health?fresh=maybe"],
  ["POST", "/admin/jobs/1/retry", "/admin/jobs/x/retry"],
])("%s %s: 400 for bad input, 401 without a key, 403 for a customer", async (method, path, bad) => {
  const user = await shop.newUser();
  const send = async (to: string, key?: string) => (await shop.send(method, to, { key })).status;
  expect([await send(bad, operator.api_key), await send(path), await send(path, user.api_key)]).toEqual([
    400, 401, 403,
  ]);
});

test("what a user was banned for stays in the audit trail when the ban is lifted", async () => {
  const user = await shop.newUser();
  const put = (body: object) =>
    shop.send("POST", `/admin/users/${user.user_id}/ban`, { key: operator.api_key, body });
  const ban = { reason: "Abuse report", evidence: "Ticket 5" };
  await put({ banned: true, ...ban });
  await put({ banned: false, reason: "Appeal upheld" });
  expect((await get(`/admin/audit?user_id=${user.user_id}`)).body.items).toMatchObject([
    { action: "user.unban", facts: { reason: "Appeal upheld" } },
    { action: "user.ban", facts: ban },
  ]);
});
