/** What keeps a customer with a tenth of the shop, and the operator of a large one, from waiting. */
const LABELS = `
-- What a label can be found by, its owner before each part: three letters in a row, or what it begins with.
create function label_parts(user_id bigint, label text) returns text[]
language sql immutable strict parallel safe cost 1000 as $$
  select array_agg(distinct user_id || ':' || part)
    from (select substr(lower(label), n, 3) as part from generate_series(1, length(lower(label)) - 2) n
          union all select '^' || left(lower(label), n) from generate_series(1, 2) n) parts
$$;
create index subscriptions_by_label_part on subscriptions using gin (label_parts(user_id, label))
  with (fastupdate = off) where label is not null;
drop index subscriptions_by_label;
create index subscriptions_by_label on subscriptions using gin (lower(label) gin_trgm_ops) where label is not null;
`;

const PLANS = `
-- A prepared statement has one plan for everybody. It must suit whoever has much of the shop, not the average.
alter table subscriptions alter column user_id set (n_distinct = 100);
alter table transactions alter column user_id set (n_distinct = 100);
alter table deposits alter column user_id set (n_distinct = 100);
`;

const INDEXES = `
-- Two filters at once are answered in the index of one.
drop index subscriptions_of_user_by_category, subscriptions_of_user_by_country,
           subscriptions_by_category, subscriptions_by_country;
create index subscriptions_of_user_by_category on subscriptions (user_id, category, id) include (state, country);
create index subscriptions_of_user_by_country on subscriptions (user_id, country, id) include (state);
create index subscriptions_by_category on subscriptions (category, id) include (state, country);
create index subscriptions_by_country on subscriptions (country, id) include (state);

-- With the id in it, what waits is found without its rows.
drop index ends_to_note, deposits_expires_at_idx;
create index ends_to_note on subscriptions (expires_at, id)
  where state = 'active' and ended_at is distinct from expires_at;
create index deposits_to_expire on deposits (expires_at, id) where status = 'pending';

-- In the order in which they are shown.
drop index renewals_to_come;
create index renewals_to_come on subscriptions (user_id, expires_at, id)
  where state = 'active' and kind = 'static' and auto_renew;

-- Operators are few, whatever a plan may think of a role.
drop index users_by_role;
create index operators on users (id) where role <> 'customer';

create index withdrawn_stock on stock (id) where withdrawn_at is not null;
create index deposits_by_outcome on deposits (provider, status, settled_at);
create index open_mails on mails (state, created_at) where state in ('waiting', 'failed');
`;

export const largeCustomers = LABELS + PLANS + INDEXES;
