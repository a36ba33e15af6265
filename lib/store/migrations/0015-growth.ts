const INDEXES = `
create extension if not exists btree_gin;

-- Each filter of a list finds its newest rows in an index of its own, however many rows others have.
create index subscriptions_of_user_by_state on subscriptions (user_id, state, id);
create index subscriptions_of_user_by_country on subscriptions (user_id, country, id);
create index subscriptions_of_user_by_category on subscriptions (user_id, category, id);
create index subscriptions_of_user_by_end on subscriptions (user_id, expires_at, id) include (state, kind, quantity);
create index ended_subscriptions_of_user on subscriptions (user_id, id)
  where state = 'active' and ended_at = expires_at;
create index subscriptions_by_state on subscriptions (state, id) where state <> 'active';
create index subscriptions_by_country on subscriptions (country, id);
create index subscriptions_by_category on subscriptions (category, id);
create index subscriptions_by_end on subscriptions (expires_at, id);
create index ended_subscriptions on subscriptions (id) where state = 'active' and ended_at = expires_at;
create index subscriptions_by_label on subscriptions using gin (user_id, lower(label) gin_trgm_ops)
  where label is not null;
-- How common a word is in labels decides whether that index is worth reading.
create statistics subscription_labels on (lower(label)) from subscriptions;
drop index subscriptions_expires_at_idx;

create index unusual_transactions on transactions (user_id, id) where status <> 'completed';
drop index spend_by_month;

create index deposits_by_status on deposits (status, id);
create index deposits_of_user_by_status on deposits (user_id, status, id);
create index deposits_by_provider on deposits (provider, id);
drop index deposits_by_name;
create index deposits_by_name on deposits (external_id text_pattern_ops);
drop index deposits_by_reference;
create index deposits_by_reference on deposits (reference text_pattern_ops) where reference is not null;

drop index failing_renewals;
create index failing_renewals on renewals (subscription_id, period_end) where problem is not null;

create index keys_by_kind on api_keys (kind, id);
create index shown_keys on api_keys (id) where kind <> 'session';
create index shown_keys_of_user on api_keys (user_id, id) where kind <> 'session';
create index keys_by_name on api_keys using gin (lower(name) gin_trgm_ops);
drop index keys_by_hint;
create index keys_by_hint on api_keys (hint text_pattern_ops);
drop index api_keys_user_id_id_idx;
create index sessions_of_user on sessions (user_id, key_id);
create index open_sessions on sessions (user_id, expires_at) where ended_at is null;
drop index sessions_user_id_idx;
drop index users_referred_by_idx;
create index users_by_referrer on users (referred_by, id) where referred_by is not null;

-- The trail is read in the order of time, whole or by one of its columns, from any date on.
drop index audit_by_action, audit_by_user, audit_by_person, audit_by_time;
create index audit_by_time on audit (created_at, id);
create index audit_by_action on audit (action, created_at, id);
create index audit_by_subject on audit (subject, created_at, id);
create index audit_by_user on audit (user_id, created_at, id);
create index audit_by_person on audit (by_name, created_at, id);

create index free_stock_by_id on stock (supplier, category, country, id)
  where subscription_id is null and withdrawn_at is null;
create index sold_stock_by_id on stock (supplier, category, country, id) where subscription_id is not null;
create index withdrawn_stock_by_id on stock (supplier, category, country, id) where withdrawn_at is not null;
create index failed_orders on orders (created_at) where state = 'failed';
create index attempts_by_time on attempts (window_start);
`;

const STOCK = `
-- How much stock there is. A change appends to the log in its own transaction, so that nobody waits for a counter; a
-- sweeper folds the log into the counts. Both together are right at every moment.
create table stock_counts (
  supplier text not null,
  category text not null,
  country text not null,
  free bigint not null,
  sold bigint not null,
  withdrawn bigint not null,
  primary key (supplier, category, country)
);
create table stock_log (
  supplier text not null,
  category text not null,
  country text not null,
  free integer not null,
  sold integer not null,
  withdrawn integer not null
);
create function log_stock() returns trigger language plpgsql as $$
begin
  if tg_op in ('UPDATE', 'DELETE') then
    insert into stock_log
    select supplier, category, country, -count(*) filter (where subscription_id is null and withdrawn_at is null),
           -count(subscription_id), -count(withdrawn_at) from gone group by supplier, category, country;
  end if;
  if tg_op in ('UPDATE', 'INSERT') then
    insert into stock_log
    select supplier, category, country, count(*) filter (where subscription_id is null and withdrawn_at is null),
           count(subscription_id), count(withdrawn_at) from come group by supplier, category, country;
  end if;
  return null;
end $$;
create trigger log_new_stock after insert on stock
  referencing new table as come for each statement execute function log_stock();
create trigger log_changed_stock after update on stock
  referencing old table as gone new table as come for each statement execute function log_stock();
create trigger log_deleted_stock after delete on stock
  referencing old table as gone for each statement execute function log_stock();
`;

const FIGURES = `
-- What completed transactions and newcomers come to, by UTC day, and by user; kept in the same way.
create table figures_log (
  day date not null,
  user_id bigint not null,
  kind text not null,
  amount numeric(14,2) not null
);
create table day_figures (
  day date not null,
  kind text not null,
  times bigint not null,
  amount numeric(16,2) not null,
  primary key (day, kind)
);
create table month_spend (
  user_id bigint not null,
  month date not null,
  spent numeric(14,2) not null,
  primary key (user_id, month)
);
-- The last day on which a user had a completed transaction, and of how many users a day is that.
create table last_active_days (user_id bigint primary key, day date not null);
create table active_days (day date primary key, users bigint not null);
create function log_completed() returns trigger language plpgsql as $$
begin
  insert into figures_log values ((new.created_at at time zone 'UTC')::date, new.user_id, new.type, new.amount);
  return null;
end $$;
create trigger log_completed_at_once after insert on transactions
  for each row when (new.status = 'completed') execute function log_completed();
create trigger log_completed after update of status on transactions
  for each row when (new.status = 'completed' and old.status <> 'completed') execute function log_completed();
create function log_newcomer() returns trigger language plpgsql as $$
begin
  insert into figures_log values ((new.created_at at time zone 'UTC')::date, new.id, 'newcomer', 0);
  return null;
end $$;
create trigger log_newcomer after insert on users for each row execute function log_newcomer();
`;

const REFERRALS = `
-- What a user's referral link brought, counted in the transactions that change it.
create table referral_totals (
  user_id bigint primary key references users,
  invited bigint not null default 0,
  paying bigint not null default 0,
  earned numeric(14,2) not null default 0
);
create function add_referral(p_user bigint, p_invited integer, p_paying integer, p_earned numeric) returns void
language sql as $$
  insert into referral_totals as t values (p_user, p_invited, p_paying, p_earned)
  on conflict (user_id) do update
    set invited = t.invited + p_invited, paying = t.paying + p_paying, earned = t.earned + p_earned
$$;
create function count_invited() returns trigger language plpgsql as $$
begin
  perform add_referral(new.referred_by, 1, 0, 0);
  return null;
end $$;
create trigger count_invited_at_once after insert on users
  for each row when (new.referred_by is not null) execute function count_invited();
create trigger count_invited after update of referred_by on users
  for each row when (new.referred_by is not null and old.referred_by is null) execute function count_invited();
-- The depositor's wallet is the lock that crediting a deposit takes anyway; two first deposits can't both be the first.
create function count_paying() returns trigger language plpgsql as $$
declare
  v_referrer bigint;
begin
  select referred_by into v_referrer from users where id = new.user_id and referred_by is not null;
  if not found then return null; end if;
  perform from wallets where user_id = new.user_id for update;
  if not exists (select 1 from deposits where user_id = new.user_id and status = 'completed' and id <> new.id) then
    perform add_referral(v_referrer, 0, case new.status when 'completed' then 1 else -1 end, 0);
  end if;
  return null;
end $$;
create trigger count_paying after update of status on deposits
  for each row when ((new.status = 'completed') <> (old.status = 'completed')) execute function count_paying();
create function count_earned() returns trigger language plpgsql as $$
begin
  perform add_referral(new.referrer_id, 0, 0, case when tg_op = 'INSERT' then new.amount else -new.amount end);
  return null;
end $$;
create trigger count_earned_at_once after insert on referral_earnings for each row execute function count_earned();
create trigger count_reversed after update of reversal_id on referral_earnings
  for each row when (new.reversal_id is not null and old.reversal_id is null) execute function count_earned();
`;

/** Counts everything anew from what it counts. Nothing else may write meanwhile. */
export const COUNT_ANEW = `
truncate stock_counts, stock_log, figures_log, day_figures, month_spend, last_active_days, active_days, referral_totals;
insert into stock_counts
select supplier, category, country, count(*) filter (where subscription_id is null and withdrawn_at is null),
       count(subscription_id), count(withdrawn_at) from stock group by supplier, category, country;
insert into day_figures
select (created_at at time zone 'UTC')::date, type, count(*), sum(amount) from transactions
 where status = 'completed' group by 1, 2
union all
select (created_at at time zone 'UTC')::date, 'newcomer', count(*), 0 from users group by 1;
insert into month_spend
select user_id, date_trunc('month', created_at at time zone 'UTC')::date, -sum(amount) from transactions
 where status = 'completed' and type in ('purchase', 'renewal', 'refund') group by 1, 2;
insert into last_active_days
select user_id, max((created_at at time zone 'UTC')::date) from transactions where status = 'completed' group by 1;
insert into active_days select day, count(*) from last_active_days group by day;
insert into referral_totals
select i.referred_by, count(*),
       count(*) filter (where exists (select 1 from deposits d where d.user_id = i.id and d.status = 'completed')),
       coalesce((select sum(e.amount) from referral_earnings e
                  where e.referrer_id = i.referred_by and e.reversal_id is null), 0)
  from users i where i.referred_by is not null group by i.referred_by;
`;

/** What keeps lists, searches and cards quick in a big shop: indexes for each filter, and sums that are kept, not counted. */
export const growth = INDEXES + STOCK + FIGURES + REFERRALS + COUNT_ANEW;
