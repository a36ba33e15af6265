import { DAYS_NOW, STOCK_NOW } from "./tallies";

/** What is kept must be what a count gives; each answers the first that differs. */
export const TALLY_CHECKS: Record<string, string> = {
  "the kept counts of stock are those of the addresses": `
    select coalesce(k.free, -1) as id from ${STOCK_NOW} k full join (
      select supplier, category, country, count(*) filter (where subscription_id is null and withdrawn_at is null) as free,
             count(subscription_id) as sold, count(withdrawn_at) as withdrawn
        from stock group by supplier, category, country) s using (supplier, category, country)
     where (k.free, k.sold, k.withdrawn) is distinct from (s.free, s.sold, s.withdrawn)`,
  "the kept figures of each day are those of the ledger": `
    select extract(epoch from coalesce(k.day, s.day))::bigint as id from ${DAYS_NOW} k full join (
      select (created_at at time zone 'UTC')::date as day, type as kind, count(*) as times, sum(amount) as amount
        from transactions where status = 'completed' group by 1, 2
      union all select (created_at at time zone 'UTC')::date, 'newcomer', count(*), 0 from users group by 1) s
     using (day, kind) where (k.times, k.amount) is distinct from (s.times, s.amount)`,
  "the kept spend of each month is that of the ledger": `
    select coalesce(k.user_id, s.user_id) as id from (
      select user_id, month, sum(spent) as spent
        from (select * from month_spend
              union all select user_id, date_trunc('month', day)::date, -amount from figures_log
                         where kind in ('purchase', 'renewal', 'refund')) both_parts group by user_id, month) k
      full join (
      select user_id, date_trunc('month', created_at at time zone 'UTC')::date as month, -sum(amount) as spent
        from transactions where status = 'completed' and type in ('purchase', 'renewal', 'refund') group by 1, 2) s
     using (user_id, month) where k.spent is distinct from s.spent`,
  "the kept days of activity are those of the users": `
    select coalesce(k.users, s.users) as id from active_days k full join (
      select day, count(*) as users from last_active_days group by day) s using (day)
     where coalesce(k.users, 0) <> coalesce(s.users, 0)`,
  "a user's kept last day is that of the last completed transaction": `
    select coalesce(k.user_id, s.user_id) as id from (
      select user_id, max(day) as day
        from (select * from last_active_days
              union all select user_id, day from figures_log where kind <> 'newcomer') both_parts group by user_id) k
      full join (
      select user_id, max((created_at at time zone 'UTC')::date) as day
        from transactions where status = 'completed' group by user_id) s using (user_id)
     where k.day is distinct from s.day`,
  "the kept totals of a referral link are those of its users": `
    select u.id from users u left join referral_totals t on t.user_id = u.id
      left join (
      select i.referred_by as id, count(*) as invited, count(d.user_id) as paying
        from users i left join (select distinct user_id from deposits where status = 'completed') d on d.user_id = i.id
       where i.referred_by is not null group by i.referred_by) i on i.id = u.id
      left join (
      select referrer_id as id, sum(amount) as earned from referral_earnings where reversal_id is null group by referrer_id) e
        on e.id = u.id
     where (coalesce(t.invited, 0), coalesce(t.paying, 0), coalesce(t.earned, 0))
           <> (coalesce(i.invited, 0), coalesce(i.paying, 0), coalesce(e.earned, 0))`,
};
