import type { Db } from "./db";
import type { SubscriptionRow } from "./subscriptions";

export interface PlannedRenewalRow
  extends Pick<SubscriptionRow, "id" | "category" | "country" | "quantity" | "label"> {
  expires_at: Date;
  problem: string | null;
}

/** A user's automatic renewals whose term ends after `after` and by `until`, soonest first; not those under way. */
export function listPlannedRenewals(
  db: Db,
  wish: { userId: number; after: Date; until: Date; limit: number },
): Promise<PlannedRenewalRow[]> {
  // How many is said in the text, so that the plan is made for a few in order.
  const planned = `select * from subscriptions s
    where s.user_id = $1 and s.state = 'active' and s.kind = 'static' and s.auto_renew
      and s.expires_at > $2 and s.expires_at <= $3
      and not exists (select 1 from orders o where o.subscription_id = s.id and o.state = 'held')`;
  return db.query<PlannedRenewalRow>(
    `select s.id, s.category, s.country, s.quantity, s.label, s.expires_at, r.problem
       from (${planned} order by s.expires_at, s.id limit ${wish.limit}) s
       left join renewals r on r.subscription_id = s.id and r.period_end = s.expires_at
      order by s.expires_at, s.id`,
    [wish.userId, wish.after, wish.until],
  );
}

/** What purchases and renewals took from a user per UTC month from that of `since` on, refunds given back; months without any are absent. */
export function listSpend(
  db: Db,
  userId: number,
  since: Date,
  until: Date,
): Promise<{ month: string; spent: string }[]> {
  return db.query(
    `select to_char(month, 'YYYY-MM') as month, sum(spent) as spent
       from (select month, spent from month_spend where user_id = $1
             union all select date_trunc('month', day)::date, -amount from figures_log
                        where user_id = $1 and kind in ('purchase', 'renewal', 'refund')) spends
      where month >= ($2::timestamptz at time zone 'UTC')::date and month <= ($3::timestamptz at time zone 'UTC')::date
      group by 1`,
    [userId, since, until],
  );
}
