import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "@/lib/clock";
import { forgetAttempts } from "@/lib/domain/sessions/throttle";
import { checkBooks } from "@/lib/store/books";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { freshKey, markDeposit, openDeposit, pay } from "@/lib/testing/payer";
import { COUNT_ANEW } from "./migrations/0015-growth";
import { countAttempt } from "./sessions";
import { foldLogs } from "./tallies";
import { TALLY_CHECKS } from "./tally-checks";

let shop: TestBusiness;
let operatorKey: string;
beforeAll(async () => {
  shop = await createTestBusiness();
  operatorKey = (await shop.newUser("0.00", "operator")).api_key;
});
afterAll(() => shop.close());

const stats = async () => (await shop.send("GET", "/admin/stats?days=3", { key: operatorKey })).body;
const buy = (key: string) =>
  shop.send("POST", "/proxy/static", {
    key,
    body: { category: "isp", country_name: "US", quantity: 2 },
    idempotencyKey: freshKey(),
  });

test("what is kept is what a count gives: before the logs are folded, while they are, after it, and counted anew", async () => {
  const referrer = await shop.newUser("50.00");
  const { code } = (await shop.send("GET", "/referrals", { key: referrer.api_key })).body;
  const user = await shop.newUser("0.00", "customer", code);
  const { body } = await openDeposit(shop, user.api_key);
  await pay(shop, body.external_id);
  await buy(user.api_key);
  const before = await stats();
  await requireClosedBooks(shop.db);
  await Promise.all([foldLogs(shop.db), foldLogs(shop.db), buy(referrer.api_key), foldLogs(shop.db)]);
  await requireClosedBooks(shop.db);
  expect((await stats()).totals.purchases).toBe(before.totals.purchases + 1);
  shop.clock.offsetMs += DAY_MS;
  await buy(user.api_key);
  await markDeposit(shop, operatorKey, body.transaction_id, "failed");
  await requireClosedBooks(shop.db);
  await foldLogs(shop.db);
  await requireClosedBooks(shop.db);
  const after = await stats();
  await shop.db.script(COUNT_ANEW);
  expect(await stats()).toEqual(after);
  expect(after.totals).toMatchObject({ purchases: 3, users_active: 2 });
});

test("each sum that goes wrong is noticed", async () => {
  const problems = await shop.db
    .transact(async (tx) => {
      await tx.script(`update stock_counts set free = free + 1; update day_figures set times = times + 1;
        update month_spend set spent = spent + 1; update active_days set users = users + 1;
        update last_active_days set day = day - 1; update referral_totals set paying = paying + 1`);
      const found: string[] = [];
      for (const [rule, sql] of Object.entries(TALLY_CHECKS))
        if ((await tx.query(sql)).length) found.push(rule);
      throw Object.assign(new Error("Taken back."), { found });
    })
    .catch((error: { found: string[] }) => error.found);
  expect(problems).toEqual(Object.keys(TALLY_CHECKS));
  expect(await checkBooks(shop.db)).toEqual([]);
});

test("tries of windows that are over are forgotten, those of this one count on", async () => {
  const long = new Date(Date.now() - DAY_MS);
  const now = new Date(Date.now() + DAY_MS);
  await countAttempt(shop.db, "somebody", long, 1);
  await countAttempt(shop.db, "somebody", now, 1);
  await forgetAttempts(shop);
  expect(await countAttempt(shop.db, "somebody", long, 1)).toBe(1);
  expect(await countAttempt(shop.db, "somebody", now, 1)).toBe(2);
});
