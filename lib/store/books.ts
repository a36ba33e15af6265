import type { Db } from "./db";
import { TALLY_CHECKS } from "./tally-checks";

/** What `cash` and `referrals` moved by transaction: out of them is a credit, back into them is a reversal. */
const MOVED = (account: string) => `
  (select transaction_id, count(*) as times, sum(amount) as amount
     from postings where account = '${account}' group by transaction_id)`;

const DEPOSIT_CHECKS: Record<string, string> = {
  "a completed deposit is credited once, a reversed one taken back once, another never": `
    select d.id from deposits d
      left join ${MOVED("cash")} c on c.transaction_id = d.transaction_id
      left join ${MOVED("cash")} r on r.transaction_id = d.reversal_id
     where coalesce(c.times, 0) <> (d.received is not null)::int or coalesce(c.amount, 0) <> -coalesce(d.received, 0)
        or coalesce(r.times, 0) <> (d.reversal_id is not null)::int
        or (d.reversal_id is not null and r.amount <> d.received)`,
  "all cash belongs to a deposit": `
    select c.transaction_id as id from ${MOVED("cash")} c
     where not exists (select 1 from deposits d where d.transaction_id = c.transaction_id)
       and not exists (select 1 from deposits d where d.reversal_id = c.transaction_id)`,
  "a deposit's transaction says what became of it": `
    select d.id from deposits d join transactions t on t.id = d.transaction_id
     where t.status <> case when d.received is not null then 'completed'
                            when d.status = 'pending' then 'pending' else 'failed' end
        or t.user_id <> d.user_id or (d.received is not null and t.amount <> d.received)`,
  "a referral is earned once per deposit and reversed with it": `
    select e.deposit_id as id from referral_earnings e join deposits d on d.id = e.deposit_id
      join users u on u.id = d.user_id
      left join ${MOVED("referrals")} c on c.transaction_id = e.transaction_id
      left join ${MOVED("referrals")} r on r.transaction_id = e.reversal_id
     where d.received is null or u.referred_by is distinct from e.referrer_id
        or coalesce(c.times, 0) <> 1 or c.amount <> -e.amount
        or (d.reversal_id is null) <> (e.reversal_id is null) or (e.reversal_id is not null and r.amount <> e.amount)`,
  "all referral money belongs to an earning": `
    select c.transaction_id as id from ${MOVED("referrals")} c
     where not exists (select 1 from referral_earnings e where e.transaction_id = c.transaction_id)
       and not exists (select 1 from referral_earnings e where e.reversal_id = c.transaction_id)`,
};

/** What every active subscription (`s`) must have: a delivered order (`o`) and credentials (`c`). */
const SOLD = `
      left join (select distinct subscription_id from orders where state = 'delivered') o on o.subscription_id = s.id
      left join credentials c on c.subscription_id = s.id`;

const CHECKS: Record<string, string> = {
  "postings of a transaction sum to zero": `
    select transaction_id as id from postings group by transaction_id having sum(amount) <> 0`,
  "a wallet is the fold of its postings": `
    select w.user_id as id from wallets w
      left join (select user_id, sum(amount) filter (where account = 'wallet') as balance,
                        sum(amount) filter (where account = 'held') as held,
                        -sum(amount) filter (where account = 'debt') as debt
                   from postings where user_id is not null group by user_id) p on p.user_id = w.user_id
     where w.balance <> coalesce(p.balance, 0) or w.held <> coalesce(p.held, 0) or w.balance < 0 or w.held < 0
        or w.debt <> coalesce(p.debt, 0) or w.debt < 0`,
  "nobody has a balance and a debt": `
    select user_id as id from wallets where balance > 0 and debt > 0`,
  "completed transactions add up to balance and held": `
    select w.user_id as id from wallets w
      left join (select user_id, sum(amount) as total from transactions where status = 'completed' group by user_id) t
             on t.user_id = w.user_id
     where w.balance + w.held <> coalesce(t.total, 0)`,
  "holds match the orders in progress": `
    select w.user_id as id from wallets w
      left join (select user_id, sum(price) as total from orders where state = 'held' group by user_id) o
             on o.user_id = w.user_id
     where w.held <> coalesce(o.total, 0)`,
  "a delivered order is captured once, a failed one released once": `
    select o.id from orders o
      left join (select transaction_id, count(*) filter (where step = 'capture' and account = 'revenue') as captures,
                        count(*) filter (where step = 'release' and account = 'wallet') as releases
                   from postings group by transaction_id) p on p.transaction_id = o.transaction_id
     where o.transaction_id is not null
       and (coalesce(p.captures, 0) <> (o.state = 'delivered')::int or coalesce(p.releases, 0) <> (o.state = 'failed')::int)`,
  "an active subscription has its goods and a delivered order": `
    select s.id from subscriptions s ${SOLD}
      left join (select subscription_id, count(*) as addresses from stock group by subscription_id) a
             on a.subscription_id = s.id
     where s.state = 'active' and s.kind = 'static'
       and (coalesce(a.addresses, 0) <> s.quantity or o.subscription_id is null or c.subscription_id is null)`,
  "an active rotating subscription has credentials, a delivered order and its traffic": `
    select s.id from subscriptions s ${SOLD}
      left join (select subscription_id, sum(bytes) as bytes from traffic_bought group by subscription_id) b
             on b.subscription_id = s.id
     where s.state = 'active' and s.kind = 'rotating'
       and (coalesce(b.bytes, 0) <> s.quantity * 1e9 or o.subscription_id is null or c.subscription_id is null)`,
  "an order is refunded once at most, by no more than was paid, as its refund says": `
    select o.id from orders o
      left join (select order_id, sum(amount) as total, count(*) as times from transactions
                  where type = 'refund' and status = 'completed' group by order_id) t on t.order_id = o.id
      left join refunds r on r.order_id = o.id
     where coalesce(t.times, 0) > 1 or coalesce(t.total, 0) > o.price or coalesce(t.total, 0) <> coalesce(r.amount, 0)`,
  "no address is held by a released subscription": `
    select a.id from stock a join subscriptions s on s.id = a.subscription_id where s.state = 'released'`,
  "a subscription's addresses all come from its supplier": `
    select a.id from stock a join subscriptions s on s.id = a.subscription_id where a.supplier <> s.supplier`,
  "no period is charged twice": `
    select subscription_id as id from orders where kind = 'renewal' and state <> 'failed' and period_end is not null
     group by subscription_id, period_end having count(*) > 1`,
  "a delivered renewal adds a whole term to its period, or to the moment of its delivery": `
    select id from orders
     where kind = 'renewal' and state = 'delivered' and period_end is not null
       and new_expires_at is distinct from period_end + interval '720 hours'
       and (new_expires_at <= period_end + interval '720 hours' or settled_at <= period_end)`,
  "auto-renew charges from 24 hours before an end to 3 days after it": `
    select id from orders
     where principal = 'system' and kind = 'renewal'
       and (created_at < period_end - interval '24 hours' or created_at >= period_end + interval '72 hours')`,
  "an order in progress has a job that will settle it": `
    select o.id from orders o where o.state = 'held'
       and not exists (select 1 from jobs j where j.kind = 'settle_order' and j.subject_id = o.id)`,
};

/** One rule of the books that does not hold, with the first few ids that break it. */
export interface BooksProblem {
  rule: string;
  ids: number[];
}

/** Checks that the books close, in one snapshot. An empty list: they do. `signal` ends it between two rules, by a throw. */
export function checkBooks(db: Db, signal?: AbortSignal): Promise<BooksProblem[]> {
  return db.transact(async (tx) => {
    await tx.query("set transaction isolation level repeatable read, read only");
    // Every check reads whole tables: row by row against each other would take the square of the time.
    await tx.query("set local enable_nestloop = off");
    await tx.query("set local work_mem = '64MB'");
    const problems: BooksProblem[] = [];
    for (const [rule, sql] of Object.entries({ ...CHECKS, ...DEPOSIT_CHECKS, ...TALLY_CHECKS })) {
      signal?.throwIfAborted();
      // Materialized, it is planned to its end. Planned for the first five, it would read tables in the order of an
      // index, page by page all over the disk, and where the books close there is no fifth.
      const rows = await tx.query<{ id: number }>(
        `with broken as materialized (${sql}) select id from broken order by id limit 5`,
      );
      if (rows.length) problems.push({ rule, ids: rows.map((row) => row.id) });
    }
    return problems;
  });
}
