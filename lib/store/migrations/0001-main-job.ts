/** Users, keys, sessions, ledger, catalog, stock, orders, subscriptions, jobs, audit. Money is numeric(14,2). */
export const mainJob = `
create table users (
  id bigint generated always as identity primary key,
  email text unique check (email = lower(email)),
  password_hash text,
  role text not null default 'customer' check (role in ('customer', 'operator')),
  telegram_id bigint unique,
  is_banned boolean not null default false,
  ban_reason text,
  ban_evidence text,
  created_at timestamptz not null
);

create table wallets (
  user_id bigint primary key references users,
  balance numeric(14,2) not null default 0 check (balance >= 0),
  held numeric(14,2) not null default 0 check (held >= 0)
);

create table api_keys (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('reseller', 'operator', 'session')),
  user_id bigint references users,
  name text not null,
  hash text not null unique,
  hint text not null,
  scopes text[] not null,
  allowed_ips cidr[] not null default '{}',
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null,
  check ((kind = 'reseller') <= (user_id is not null))
);

create table sessions (
  id text primary key,
  user_id bigint not null references users,
  key_id bigint not null references api_keys,
  key_sealed text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index on sessions (user_id);

create table attempts (
  bucket text not null,
  window_start timestamptz not null,
  count integer not null default 1,
  primary key (bucket, window_start)
);

create table settings (name text primary key, value jsonb not null);

create table categories (
  category text primary key,
  label text not null,
  unit text not null check (unit in ('IP', 'GB')),
  kind text not null check (kind in ('static', 'rotating')),
  live boolean not null,
  position integer not null
);

create table price_tiers (
  category text not null references categories,
  min_quantity integer not null check (min_quantity >= 1),
  unit_price numeric(12,6) not null check (unit_price > 0),
  primary key (category, min_quantity)
);

create table subscriptions (
  id bigint generated always as identity primary key,
  user_id bigint not null references users,
  category text not null references categories,
  kind text not null,
  supplier text not null,
  state text not null check (state in ('provisioning', 'active', 'suspended', 'released')),
  country text not null,
  quantity integer not null check (quantity between 1 and 500),
  price numeric(14,2) not null,
  auto_renew boolean not null,
  label text,
  created_at timestamptz not null,
  expires_at timestamptz
);
create index on subscriptions (user_id, id);
create index on subscriptions (expires_at) where state = 'active';

create table transactions (
  id bigint generated always as identity primary key,
  user_id bigint not null references users,
  type text not null check (type in ('deposit', 'purchase', 'renewal', 'refund', 'referral', 'adjustment')),
  status text not null check (status in ('pending', 'completed', 'failed')),
  amount numeric(14,2) not null,
  balance_after numeric(14,2),
  description text not null,
  order_id bigint,
  subscription_id bigint references subscriptions,
  created_at timestamptz not null
);
create index on transactions (user_id, id);

create table postings (
  id bigint generated always as identity primary key,
  transaction_id bigint not null references transactions,
  step text not null check (step in ('post', 'hold', 'capture', 'release')),
  account text not null check (account in ('wallet', 'held', 'revenue', 'adjustments', 'cash', 'referrals')),
  user_id bigint references users,
  amount numeric(14,2) not null check (amount <> 0),
  created_at timestamptz not null default clock_timestamp(),
  check ((account in ('wallet', 'held')) = (user_id is not null)),
  unique (transaction_id, step, account, user_id)
);

create table orders (
  id bigint generated always as identity primary key,
  user_id bigint not null references users,
  kind text not null check (kind in ('purchase', 'renewal')),
  subscription_id bigint not null references subscriptions,
  transaction_id bigint not null references transactions,
  supplier text not null,
  quantity integer not null,
  unit_price numeric(12,6) not null,
  price numeric(14,2) not null,
  state text not null check (state in ('held', 'delivered', 'failed')),
  failure text,
  new_expires_at timestamptz,
  principal text,
  idempotency_key text,
  supplier_silence integer not null default 0,
  request_id text not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  unique (principal, idempotency_key)
);
create index on orders (user_id, id);
create index on orders (subscription_id, id);
create unique index one_open_renewal on orders (subscription_id) where state = 'held';

create table stock (
  id bigint generated always as identity primary key,
  supplier text not null,
  category text not null references categories,
  country text not null,
  ip text not null,
  port_http integer not null,
  port_socks integer not null,
  subscription_id bigint references subscriptions,
  shelf bigint not null,
  unique (ip, port_http)
);
create index free_stock on stock (category, country, shelf) where subscription_id is null;
create index on stock (subscription_id) where subscription_id is not null;

create table credentials (
  subscription_id bigint primary key references subscriptions,
  login text not null unique,
  password_sealed text not null,
  password_hash text not null,
  changed_at timestamptz not null
);

create table traffic (
  subscription_id bigint not null references subscriptions,
  day date not null,
  bytes_up bigint not null,
  bytes_down bigint not null,
  connections bigint not null,
  primary key (subscription_id, day)
);
create table traffic_batches (id text primary key, received_at timestamptz not null default clock_timestamp());

create table idempotency (
  principal text not null,
  key text not null,
  fingerprint text not null,
  order_id bigint references orders,
  status integer,
  body jsonb,
  created_at timestamptz not null,
  primary key (principal, key)
);

create table audit (
  id bigint generated always as identity primary key,
  action text not null,
  subject text not null,
  subject_id bigint,
  user_id bigint,
  key_id bigint,
  by_name text not null,
  facts jsonb not null default '{}',
  request_id text,
  created_at timestamptz not null
);
create index on audit (subject, subject_id, id);

create table jobs (
  id bigint generated always as identity primary key,
  kind text not null,
  subject_id bigint not null,
  run_at timestamptz not null,
  attempts integer not null default 0,
  last_error text,
  unique (kind, subject_id)
);
create index on jobs (run_at, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on postings for each row execute function refuse_change();
create trigger append_only_all before truncate on postings for each statement execute function refuse_change();
create trigger append_only before update or delete on audit for each row execute function refuse_change();

-- The legs of one step come in one statement: they sum to zero there, and the wallets follow them.
create function apply_postings() returns trigger language plpgsql as $$
begin
  if exists (select 1 from fresh group by transaction_id, step having sum(amount) <> 0) then
    raise exception 'postings of a transaction must sum to zero' using errcode = 'check_violation';
  end if;
  update wallets w
     set balance = w.balance + d.balance, held = w.held + d.held
    from (select user_id,
                 coalesce(sum(amount) filter (where account = 'wallet'), 0) as balance,
                 coalesce(sum(amount) filter (where account = 'held'), 0) as held
            from fresh where user_id is not null group by user_id) d
   where w.user_id = d.user_id;
  return null;
end $$;
create trigger apply_postings after insert on postings
  referencing new table as fresh for each statement execute function apply_postings();

create function guard_wallet() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and (new.balance <> 0 or new.held <> 0) then
    raise exception 'a wallet starts empty' using errcode = 'restrict_violation';
  elsif tg_op = 'UPDATE' and pg_trigger_depth() < 2 then
    raise exception 'a wallet changes only with its postings' using errcode = 'restrict_violation';
  elsif tg_op = 'DELETE' then
    raise exception 'a wallet is kept' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger guard_wallet before insert or update or delete on wallets for each row execute function guard_wallet();

-- Whoever listens learns which subscription's access may have changed.
create function announce_access() returns trigger language plpgsql as $$
begin
  perform pg_notify('access', coalesce(to_jsonb(new) ->> tg_argv[0], to_jsonb(old) ->> tg_argv[0]));
  return null;
end $$;
create trigger announce_access after insert or update on subscriptions
  for each row execute function announce_access('id');
create trigger announce_access after insert or update on credentials
  for each row execute function announce_access('subscription_id');
create function announce_ban() returns trigger language plpgsql as $$
begin
  perform pg_notify('access', id::text) from subscriptions where user_id = new.id and state in ('active', 'suspended');
  return null;
end $$;
create trigger announce_ban after update of is_banned on users
  for each row when (old.is_banned <> new.is_banned) execute function announce_ban();
create function announce_settings() returns trigger language plpgsql as $$
begin
  perform pg_notify('settings', new.name);
  return null;
end $$;
create trigger announce_settings after insert or update on settings
  for each row execute function announce_settings();
create function announce_job() returns trigger language plpgsql as $$
begin
  perform pg_notify('jobs', '');
  return null;
end $$;
create trigger announce_job after insert on jobs for each statement execute function announce_job();
`;
