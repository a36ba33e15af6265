import { MOST_WAITING } from "@/lib/counted";
import type { Db } from "./db";
import { DAYS_NOW, STOCK_NOW } from "./tallies";

export interface DayRow {
  day: string;
  revenue: string;
  refunds_amount: string;
  purchases: number;
  renewals: number;
  refunds: number;
  users_new: number;
}

/** Money and newcomers per day in UTC, days without anything included. */
export function countDays(db: Db, since: Date, until: Date): Promise<DayRow[]> {
  const first = "($1::timestamptz at time zone 'UTC')::date";
  const last = "(($2::timestamptz - interval '1 microsecond') at time zone 'UTC')::date";
  return db.query<DayRow>(
    `select to_char(d.day, 'YYYY-MM-DD') as day,
            coalesce(-sum(f.amount) filter (where f.kind in ('purchase', 'renewal')), 0)::numeric(14,2) as revenue,
            coalesce(sum(f.amount) filter (where f.kind = 'refund'), 0)::numeric(14,2) as refunds_amount,
            coalesce(sum(f.times) filter (where f.kind = 'purchase'), 0)::bigint as purchases,
            coalesce(sum(f.times) filter (where f.kind = 'renewal'), 0)::bigint as renewals,
            coalesce(sum(f.times) filter (where f.kind = 'refund'), 0)::bigint as refunds,
            coalesce(sum(f.times) filter (where f.kind = 'newcomer'), 0)::bigint as users_new
       from (select generate_series(${first}, ${last}, interval '1 day')::date as day) d
       left join ${DAYS_NOW} f on f.day = d.day and f.day between ${first} and ${last}
      group by d.day order by d.day`,
    [since, until],
  );
}

export interface RangeRow {
  users_active: number;
  orders_failed: number;
}

/** Users whose last completed transaction was on the day of `since` or later, and failed orders. */
export async function countRange(db: Db, since: Date, until: Date): Promise<RangeRow> {
  const [row] = await db.query<RangeRow>(
    `select (select coalesce(sum(users), 0)::bigint from active_days
              where day >= ($1::timestamptz at time zone 'UTC')::date)
            + (select count(distinct l.user_id) from figures_log l
                where l.kind <> 'newcomer' and l.day >= ($1::timestamptz at time zone 'UTC')::date
                  and not exists (select 1 from last_active_days a where a.user_id = l.user_id
                                     and a.day >= ($1::timestamptz at time zone 'UTC')::date)) as users_active,
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
                                    limit ${MOST_WAITING}) d) as deposits,
            (select count(*) from (select 1 from renewals r
               cross join lateral (select 1 from subscriptions s
                                    where s.id = r.subscription_id and s.expires_at = r.period_end
                                      and s.state = 'active' and s.auto_renew limit 1) s
              where r.problem is not null limit ${MOST_WAITING}) f) as renewals_failing`,
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
    `select category, country, sum(free)::bigint as free, sum(sold)::bigint as sold, sum(withdrawn)::bigint as withdrawn
       from ${STOCK_NOW} lots group by category, country order by category, country`,
  );
}
