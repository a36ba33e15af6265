import type { Db } from "./db";

export interface DayRow {
  day: string;
  revenue: string;
  refunds_amount: string;
  purchases: number;
  renewals: number;
  refunds: number;
  users_new: number;
}

/** Money and newcomers per day in UTC, days without anything included. Reads the range's blocks only. */
export function countDays(db: Db, since: Date, until: Date): Promise<DayRow[]> {
  return db.query<DayRow>(
    `with money as (
       select (created_at at time zone 'UTC')::date as day,
              coalesce(sum(-amount) filter (where type in ('purchase', 'renewal')), 0) as revenue,
              coalesce(sum(amount) filter (where type = 'refund'), 0) as refunds_amount,
              count(*) filter (where type = 'purchase') as purchases,
              count(*) filter (where type = 'renewal') as renewals,
              count(*) filter (where type = 'refund') as refunds
         from transactions where created_at >= $1 and created_at < $2 and status = 'completed' group by 1),
     people as (
       select (created_at at time zone 'UTC')::date as day, count(*) as users_new
         from users where created_at >= $1 and created_at < $2 group by 1)
     select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(m.revenue, 0.00)::numeric(14,2) as revenue,
            coalesce(m.refunds_amount, 0.00)::numeric(14,2) as refunds_amount, coalesce(m.purchases, 0) as purchases,
            coalesce(m.renewals, 0) as renewals, coalesce(m.refunds, 0) as refunds,
            coalesce(p.users_new, 0) as users_new
       from (select generate_series(($1::timestamptz at time zone 'UTC')::date,
                                    (($2::timestamptz - interval '1 microsecond') at time zone 'UTC')::date,
                                    interval '1 day')::date as day) d
       left join money m on m.day = d.day left join people p on p.day = d.day order by d.day`,
    [since, until],
  );
}

export interface RangeRow {
  users_active: number;
  orders_failed: number;
}

export async function countRange(db: Db, since: Date, until: Date): Promise<RangeRow> {
  const [row] = await db.query<RangeRow>(
    `select (select count(*) from (select distinct user_id from transactions
                                    where created_at >= $1 and created_at < $2) active) as users_active,
            (select count(*) from orders where created_at >= $1 and created_at < $2 and state = 'failed') as orders_failed`,
    [since, until],
  );
  return row ?? { users_active: 0, orders_failed: 0 };
}

export interface HoldsRow {
  supplier: string;
  orders: number;
  amount: string;
  oldest_at: Date;
}

/** Orders whose outcome is open, by supplier. */
export function countOpenOrders(db: Db): Promise<HoldsRow[]> {
  return db.query<HoldsRow>(
    `select supplier, count(*) as orders, sum(price) as amount, min(created_at) as oldest_at
       from orders where state = 'held' group by supplier order by supplier`,
  );
}

/** Counted that far and no further, so that a mountain of jobs doesn't make the page slow as well. */
const MOST_COUNTED = 10_000;

/** Jobs that are due, and those whose last try failed. `now` is machine time. */
export async function countJobs(db: Db, now: Date): Promise<{ waiting: number; failing: number }> {
  const [row] = await db.query<{ waiting: number; failing: number }>(
    `select (select count(*) from (select 1 from jobs where run_at <= $1 limit ${MOST_COUNTED}) due) as waiting,
            (select count(*) from (select 1 from jobs where last_error is not null limit ${MOST_COUNTED}) f) as failing`,
    [now],
  );
  return row ?? { waiting: 0, failing: 0 };
}

/** What waits for somebody: open invoices by the business's clock, and automatic renewals that failed last time. */
export async function countWaiting(
  db: Db,
  now: Date,
): Promise<{ deposits: number; renewals_failing: number }> {
  const [row] = await db.query<{ deposits: number; renewals_failing: number }>(
    `select (select count(*) from (select 1 from deposits where status = 'pending' and expires_at > $1
                                    limit ${MOST_COUNTED}) d) as deposits,
            (select count(*) from (select 1 from renewals r
                join subscriptions s on s.id = r.subscription_id and s.expires_at = r.period_end
               where r.problem is not null and s.state = 'active' and s.auto_renew limit ${MOST_COUNTED}) f) as renewals_failing`,
    [now],
  );
  return row ?? { deposits: 0, renewals_failing: 0 };
}

export interface StockCountRow {
  category: "isp" | "datacenter" | "residential" | "mobile";
  country: string;
  free: number;
  sold: number;
  withdrawn: number;
}

/** How much stock there is, by category and country. */
export function countStock(db: Db): Promise<StockCountRow[]> {
  return db.query<StockCountRow>(
    `select category, country, count(*) filter (where subscription_id is null and withdrawn_at is null) as free,
            count(subscription_id) as sold, count(withdrawn_at) as withdrawn
       from stock group by category, country order by category, country`,
  );
}
