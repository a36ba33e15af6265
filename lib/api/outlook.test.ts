import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "@/lib/clock";
import { createLife } from "@/lib/testing/life";
import { subscribe } from "@/lib/testing/subscribed";

const TERM_MS = 30 * DAY_MS;
let life: Awaited<ReturnType<typeof createLife>>;

beforeAll(async () => {
  life = await createLife();
});
afterEach(() => life.endTest());
afterAll(() => life.shop.close());

type User = { user_id: number; api_key: string };
const renewals = (user: User, key = user.api_key) =>
  life.shop.send("GET", `/users/${user.user_id}/renewals`, { key });
const inDays = (days: number) => new Date(life.shop.clock.now().getTime() + days * DAY_MS);
const withEnds = async (balance: string, ends: Date[]) => {
  const user = await life.shop.newUser(balance);
  for (const endsAt of ends) await subscribe(life.shop.db, { userId: user.user_id, count: 1, endsAt });
  return user;
};
const states = (body: { items: { state: string }[] }) => body.items.map(({ state }) => state);

test("the balance pays renewals in the order of their ends; the first that does not fit says until when, how much, by when", async () => {
  const ends = [inDays(20), inDays(5), inDays(12)];
  const user = await withEnds("5.00", ends);
  const { status, body } = await renewals(user);
  expect([status, states(body)]).toEqual([200, ["covered", "covered", "short"]]);
  expect(body).toMatchObject({
    covered_until: ends[0]?.toISOString(),
    top_up_by: ends[0]?.toISOString(),
    shortfall_usd: "2.50",
    has_more: false,
  });
  expect(body.items[0]).toMatchObject({
    expires_at: ends[1]?.toISOString(),
    price_usd: "2.50",
    country: "US",
  });
});

test("a balance that reaches everything has no end, and nothing planned is no shortfall", async () => {
  const covered = (await renewals(await withEnds("2.50", [inDays(10)]))).body;
  expect([covered.covered_until, covered.shortfall_usd, covered.top_up_by]).toEqual([null, "0.00", null]);
  const none = (await renewals(await withEnds("0.00", []))).body;
  expect([none.items, none.covered_until]).toEqual([[], null]);
});

test("only what auto-renew will charge within 60 days is planned, 200 at most", async () => {
  const user = await withEnds("0.00", [inDays(59), inDays(61), inDays(-2), inDays(-4)]);
  await subscribe(life.shop.db, { userId: user.user_id, count: 1, endsAt: inDays(9), autoRenew: false });
  const { body } = await renewals(user);
  expect(body.items).toHaveLength(2);
  // One that has ended can be saved until its grace ends.
  expect(Date.parse(body.top_up_by) - Date.parse(body.covered_until)).toBe(3 * DAY_MS);
  await subscribe(life.shop.db, { userId: user.user_id, count: 200, endsAt: inDays(9) });
  const many = (await renewals(user)).body;
  expect([many.items.length, many.has_more]).toEqual([200, true]);
});

test("a renewal that lacked money is failed until money comes in; then it is renewed and planned no more", async () => {
  const s = await life.subscriber("1.00");
  await life.after(TERM_MS - DAY_MS / 2);
  const short = (await renewals(s.user)).body;
  expect([states(short), short.shortfall_usd]).toEqual([["failed"], "1.50"]);
  await life.pay(s.user, "1.50");
  await life.after(0);
  const { body } = await renewals(s.user);
  expect([states(body), body.covered_until]).toEqual([["short"], body.items[0].expires_at]);
  expect(Date.parse(body.covered_until) - Date.parse(short.covered_until)).toBe(TERM_MS);
});

test("a price rise that waits for a yes takes no money from the others and is no shortfall", async () => {
  const user = await withEnds("2.50", [inDays(3), inDays(5)]);
  await life.shop.db.query(
    `insert into renewals (subscription_id, period_end, user_id, problem)
     select id, expires_at, user_id, 'price_changed' from subscriptions where user_id = $1 order by expires_at limit 1`,
    [user.user_id],
  );
  const { body } = await renewals(user);
  expect([states(body), body.covered_until]).toEqual([["waiting_for_yes", "covered"], null]);
});

test("the query for every page reads an index and no more", async () => {
  const plan = await life.shop.db.transact(async (tx) => {
    await tx.query("set local enable_seqscan = off");
    return tx.query<Record<string, string>>(
      `explain select id from subscriptions where user_id = 1 and state = 'active' and kind = 'static' and auto_renew
          and expires_at > now() and expires_at <= now() + interval '60 days' order by expires_at, id limit 201`,
    );
  });
  expect(JSON.stringify(plan)).toMatch(/Index.* using (renewals_to_come|subscriptions_of_user_by_end)/);
});

test("spend per month counts purchases and renewals, months without any are zero", async () => {
  // From the middle of a month the charge, a day before the end of the term, falls into the next one.
  const now = life.shop.clock.now();
  await life.after(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 15) - now.getTime());
  const s = await life.subscriber("10.00");
  await life.after(TERM_MS - DAY_MS / 2);
  const spend = (query = "") =>
    life.shop.send("GET", `/users/${s.user.user_id}/spend${query}`, { key: s.user.api_key });
  const { status, body } = await spend();
  expect([status, body.items.length]).toEqual([200, 6]);
  expect(
    body.items
      .map((item: { spent_usd: string }) => item.spent_usd)
      .toSorted()
      .slice(-3),
  ).toContain("2.50");
  const all = (await spend("?months=24")).body.items;
  expect(all.at(-1).month).toBe(life.shop.clock.now().toISOString().slice(0, 7));
  const total = all.reduce((sum: number, item: { spent_usd: string }) => sum + Number(item.spent_usd), 0);
  expect(total).toBe(5);
  expect([(await spend("?months=0")).status, (await spend("?month=3")).status]).toEqual([400, 400]);
});

test.each(["renewals", "spend"])(
  "%s: 401 without a key, 404 for a foreign and a missing user alike",
  async (what) => {
    const [mine, other] = [await life.shop.newUser(), await life.shop.newUser()];
    const path = (id: number) => `/users/${id}/${what}`;
    expect((await life.shop.send("GET", path(mine.user_id))).status).toBe(401);
    const foreign = await life.shop.send("GET", path(other.user_id), { key: mine.api_key });
    const missing = await life.shop.send("GET", path(999_999_999), { key: life.operator.api_key });
    expect([foreign.status, missing.status, foreign.body.error.code]).toEqual([
      404,
      404,
      missing.body.error.code,
    ]);
    expect((await life.shop.send("GET", path(mine.user_id), { key: life.operator.api_key })).status).toBe(
      200,
    );
    expect((await life.shop.send("GET", path(0), { key: mine.api_key })).status).toBe(400);
  },
);
