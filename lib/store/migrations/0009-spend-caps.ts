/** What a key may spend, and which orders count. A rotated key goes on counting with the one it replaced. */
export const spendCaps = `
alter table api_keys
  add column spend_cap numeric(14,2) check (spend_cap >= 0),
  add column spend_cap_period text check (spend_cap_period in ('month', 'total')),
  add column spends_as bigint references api_keys,
  add check ((spend_cap is null) = (spend_cap_period is null));

create table key_spend (
  order_id bigint primary key references orders,
  key_id bigint not null references api_keys
);
create index on key_spend (key_id);
`;
