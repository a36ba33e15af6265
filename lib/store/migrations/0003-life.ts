/** Auto-renew, expiry, grace and release. Instants are business time, but for jobs. */
export const life = `
-- The end that a renewal extends: one period is charged once at most, whoever renews it and in how many processes.
alter table orders add column period_end timestamptz;
create unique index one_charge_per_period on orders (subscription_id, period_end) where state <> 'failed';

-- What auto-renew knows of a period: a try is due when next_try_at is null or has come.
create table renewals (
  subscription_id bigint not null references subscriptions,
  period_end timestamptz not null,
  user_id bigint not null references users,
  next_try_at timestamptz,
  problem text,
  announced_price numeric(14,2),
  announced_at timestamptz,
  accepted_price numeric(14,2),
  primary key (subscription_id, period_end),
  check ((announced_price is null) = (announced_at is null))
);
create index renewals_without_money on renewals (user_id) where problem = 'insufficient';

-- The end that has been noted in the activity and announced to the gateway.
alter table subscriptions add column ended_at timestamptz;
create index ends_to_note on subscriptions (expires_at)
  where state = 'active' and ended_at is distinct from expires_at;
create index ends_to_release on subscriptions (expires_at) where state in ('active', 'suspended');

create index refusals on idempotency (created_at) where status >= 400;
`;
