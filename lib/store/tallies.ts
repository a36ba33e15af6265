import type { Db } from "./db";

/**
 * Sums that are kept instead of counted. Triggers append what changed to a log in the transaction that changes it, and a
 * sweeper folds the log into the sums. Whoever reads adds both in one statement, so that a sum is right at every moment.
 */

/** Stock by supplier, category and country. */
export const STOCK_NOW = `(select supplier, category, country, sum(free)::bigint as free, sum(sold)::bigint as sold,
    sum(withdrawn)::bigint as withdrawn
  from (select * from stock_counts union all select * from stock_log) counted
  group by supplier, category, country having sum(free + sold + withdrawn) > 0)`;

/** How often something happened on a UTC day, and what it came to. */
export const DAYS_NOW = `(select day, kind, sum(times)::bigint as times, sum(amount) as amount
  from (select day, kind, times, amount from day_figures union all select day, kind, 1, amount from figures_log) counted
  group by day, kind)`;

/** Any number, the same in every process that folds. */
const FOLD_LOCK = 7_205_421;

/** Folds the logs into the sums, one process at a time; another leaves it to the first. */
export async function foldLogs(db: Db): Promise<void> {
  await db.transact(async (tx) => {
    const [row] = await tx.query<{ got: boolean }>("select pg_try_advisory_xact_lock($1) as got", [
      FOLD_LOCK,
    ]);
    if (!row?.got) return;
    await tx.query(FOLD_STOCK);
    await tx.query(FOLD_FIGURES);
  });
}

const FOLD_STOCK = `
  with taken as (delete from stock_log returning *)
  insert into stock_counts as c
  select supplier, category, country, sum(free), sum(sold), sum(withdrawn) from taken
   group by supplier, category, country
  on conflict (supplier, category, country) do update
     set free = c.free + excluded.free, sold = c.sold + excluded.sold, withdrawn = c.withdrawn + excluded.withdrawn`;

const FOLD_FIGURES = `
  with taken as (delete from figures_log returning *),
  days as (
    insert into day_figures as f select day, kind, count(*), sum(amount) from taken group by day, kind
    on conflict (day, kind) do update set times = f.times + excluded.times, amount = f.amount + excluded.amount),
  months as (
    insert into month_spend as m select user_id, date_trunc('month', day)::date, -sum(amount) from taken
     where kind in ('purchase', 'renewal', 'refund') group by 1, 2
    on conflict (user_id, month) do update set spent = m.spent + excluded.spent),
  later as (
    select t.user_id, max(t.day) as day, l.day as before from taken t
      left join last_active_days l on l.user_id = t.user_id
     where t.kind <> 'newcomer' group by t.user_id, l.day having l.day is null or max(t.day) > l.day),
  moved as (
    insert into last_active_days select user_id, day from later on conflict (user_id) do update set day = excluded.day)
  insert into active_days as a
  select day, sum(step) from (select day, 1 as step from later
                              union all select before, -1 from later where before is not null) steps group by day
  on conflict (day) do update set users = a.users + excluded.users`;
