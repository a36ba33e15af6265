import { expect, test } from "vitest";
import { fillShop } from "@/lib/bench/growth-shop";
import { checkBooks } from "@/lib/store/books";
import { createTestBusiness } from "@/lib/testing/business";

const active = (kind: string, offset: number) =>
  `select id from subscriptions where state = 'active' and kind = '${kind}' order by id offset ${offset} limit 1`;
const withoutCredentials = "delete from credentials where subscription_id = {id}";
const withoutOrder = "update orders set state = 'failed' where subscription_id = {id}";

const STATIC = "an active subscription has its goods and a delivered order";
const ROTATING = "an active rotating subscription has credentials, a delivered order and its traffic";

/** What a shop of many may get wrong: the rule that is broken, whose id breaks it, and how. */
const DEFECTS: [rule: string, id: string, sql: string][] = [
  [STATIC, active("static", 0), withoutCredentials],
  [STATIC, active("static", 1), withoutOrder],
  [
    STATIC,
    active("static", 2),
    "delete from stock where id = (select min(id) from stock where subscription_id = {id})",
  ],
  [ROTATING, active("rotating", 0), withoutCredentials],
  [ROTATING, active("rotating", 1), withoutOrder],
  [
    ROTATING,
    active("rotating", 2),
    "update traffic_bought set bytes = bytes + 1 where subscription_id = {id}",
  ],
  [
    "no address is held by a released subscription",
    "select min(id) as id from stock where subscription_id is null",
    `update stock set withdrawn_at = null,
            subscription_id = (select min(id) from subscriptions where state = 'released') where id = {id}`,
  ],
  [
    "a subscription's addresses all come from its supplier",
    "select max(id) as id from stock where subscription_id is not null",
    "update stock set supplier = 'another' where id = {id}",
  ],
  [
    "no period is charged twice",
    "select max(subscription_id) as id from orders where kind = 'renewal'",
    `drop index one_charge_per_period;
     update orders o set kind = 'renewal', period_end = r.period_end, new_expires_at = r.new_expires_at
       from orders r where r.subscription_id = {id} and r.kind = 'renewal'
                       and o.subscription_id = r.subscription_id and o.kind = 'purchase'`,
  ],
  [
    "a delivered renewal adds a whole term to its period, or to the moment of its delivery",
    "select min(id) as id from orders where kind = 'renewal'",
    "update orders set new_expires_at = period_end + interval '1 hour' where id = {id}",
  ],
  [
    "auto-renew charges from 24 hours before an end to 3 days after it",
    "select min(id) as id from orders where kind = 'renewal' and principal = 'system'",
    "update orders set created_at = period_end - interval '25 hours' where id = {id}",
  ],
  [
    "a delivered order is captured once, a failed one released once",
    "select min(id) as id from orders where state = 'delivered' and kind = 'purchase'",
    "delete from postings where step = 'capture' and transaction_id = {id}",
  ],
  [
    "postings of a transaction sum to zero",
    "select min(transaction_id) as id from postings where step = 'post'",
    "update postings set amount = amount + 1 where transaction_id = {id} and account = 'wallet'",
  ],
  [
    "an order is refunded once at most, by no more than was paid, as its refund says",
    "select min(id) as id from orders where kind = 'purchase'",
    `insert into transactions (user_id, type, status, amount, description, order_id, created_at)
     select user_id, 'refund', 'completed', 1, 'planted', id, created_at from orders where id = {id}`,
  ],
  [
    "an order in progress has a job that will settle it",
    "select max(id) as id from orders where kind = 'purchase'",
    "update orders set state = 'held' where id = {id}",
  ],
  [
    "completed transactions add up to balance and held",
    "select 4 as id",
    `update transactions set amount = amount + 1
      where id = (select min(id) from transactions where user_id = {id} and status = 'completed')`,
  ],
  [
    "holds match the orders in progress",
    "select 5 as id",
    "update wallets set held = 1 where user_id = {id}",
  ],
  [
    "a wallet is the fold of its postings",
    "select 6 as id",
    "update wallets set balance = balance + 1 where user_id = {id}",
  ],
];

test("in a shop of many, whatever breaks a rule is told with its id", async () => {
  const { db, close } = await createTestBusiness();
  await fillShop(db, { subscriptions: 600, users: 20, every: 2, everyOther: 4 });
  expect(await checkBooks(db)).toEqual([]);
  for (const [rule, target, sql] of DEFECTS) {
    const [row] = await db.query<{ id: number }>(target);
    const broken = async () =>
      (await checkBooks(db)).find((problem) => problem.rule === rule)?.ids.includes(row?.id ?? -1) ?? false;
    expect([rule, await broken()]).toEqual([rule, false]);
    const plant = sql.replace("{id}", String(row?.id));
    await db.transact((tx) => tx.script(`set local session_replication_role = replica; ${plant}`));
    expect([rule, await broken()]).toEqual([rule, true]);
  }
  await close();
});
