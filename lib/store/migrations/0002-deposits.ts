/** Payment deposits and what their providers report, referrals, debts. */
export const deposits = `
alter table users
  add column referral_code text not null unique default substr(replace(gen_random_uuid()::text, '-', ''), 1, 12),
  add column referred_by bigint references users,
  add check (referred_by <> id);
create index on users (referred_by) where referred_by is not null;

alter table wallets add column debt numeric(14,2) not null default 0 check (debt >= 0);

alter table postings drop constraint postings_account_check, drop constraint postings_check;
alter table postings
  add constraint postings_account_check
    check (account in ('wallet', 'held', 'debt', 'revenue', 'adjustments', 'cash', 'referrals')),
  add constraint postings_check check ((account in ('wallet', 'held', 'debt')) = (user_id is not null));

create or replace function apply_postings() returns trigger language plpgsql as $$
begin
  if exists (select 1 from fresh group by transaction_id, step having sum(amount) <> 0) then
    raise exception 'postings of a transaction must sum to zero' using errcode = 'check_violation';
  end if;
  update wallets w
     set balance = w.balance + d.balance, held = w.held + d.held, debt = w.debt - d.debt
    from (select user_id,
                 coalesce(sum(amount) filter (where account = 'wallet'), 0) as balance,
                 coalesce(sum(amount) filter (where account = 'held'), 0) as held,
                 coalesce(sum(amount) filter (where account = 'debt'), 0) as debt
            from fresh where user_id is not null group by user_id) d
   where w.user_id = d.user_id;
  return null;
end $$;

create or replace function guard_wallet() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' and (new.balance <> 0 or new.held <> 0 or new.debt <> 0) then
    raise exception 'a wallet starts empty' using errcode = 'restrict_violation';
  elsif tg_op = 'UPDATE' and pg_trigger_depth() < 2 then
    raise exception 'a wallet changes only with its postings' using errcode = 'restrict_violation';
  elsif tg_op = 'DELETE' then
    raise exception 'a wallet is kept' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- Looked at when the transaction ends: a credit and the payment of the debt from it are two steps.
create function refuse_balance_beside_debt() returns trigger language plpgsql as $$
begin
  if exists (select 1 from wallets where user_id = new.user_id and balance > 0 and debt > 0) then
    raise exception 'a debt is paid before there is a balance' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger debt_first after update on wallets deferrable initially deferred
  for each row when (new.balance > 0 and new.debt > 0) execute function refuse_balance_beside_debt();

alter table transactions add column deposit_id bigint;

create table deposits (
  id bigint generated always as identity primary key,
  user_id bigint not null references users,
  provider text not null,
  invoice_key text not null unique,
  external_id text,
  amount numeric(14,2) not null check (amount > 0),
  fee numeric(14,2) not null check (fee >= 0),
  payable numeric(14,2) not null check (payable = amount + fee),
  received numeric(14,2) check (received > 0),
  status text not null check (status in ('pending', 'completed', 'failed', 'expired')),
  failure text,
  pay_url text,
  instructions text,
  flags text[] not null default '{}',
  reference text,
  reason text,
  transaction_id bigint not null unique references transactions,
  reversal_id bigint unique references transactions,
  request_id text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  settled_at timestamptz,
  unique (provider, external_id),
  check ((received is not null) = (status = 'completed' or reversal_id is not null)),
  check (reversal_id is null or status = 'failed')
);
create index on deposits (user_id, id);
create index on deposits (expires_at) where status = 'pending';
alter table transactions add foreign key (deposit_id) references deposits;
alter table idempotency add column deposit_id bigint references deposits;

create table provider_events (
  provider text not null,
  event_id text not null,
  deposit_id bigint not null references deposits,
  kind text not null check (kind in ('paid', 'failed', 'expired')),
  received numeric(14,2),
  created_at timestamptz not null,
  primary key (provider, event_id)
);
create index on provider_events (deposit_id);

create table referral_earnings (
  deposit_id bigint primary key references deposits,
  referrer_id bigint not null references users,
  user_id bigint not null references users,
  amount numeric(14,2) not null check (amount > 0),
  transaction_id bigint not null unique references transactions,
  reversal_id bigint unique references transactions,
  check (referrer_id <> user_id)
);
create index on referral_earnings (referrer_id);

-- One job for all: it looks for invoices that ran out by the business's clock, again and again.
insert into jobs (kind, subject_id, run_at) values ('expire_deposits', 0, now());
`;
