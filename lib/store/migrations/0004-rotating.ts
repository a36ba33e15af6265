/**
 * Rotating subscriptions, grants and refunds. A grant (`grant`, or `traffic` for more of a rotating one) is an order
 * that costs nothing: it has no transaction. 1 GB is 10^9 bytes.
 */
export const rotating = `
alter table orders drop constraint orders_kind_check;
alter table orders add constraint orders_kind_check check (kind in ('purchase', 'renewal', 'grant', 'traffic'));
alter table orders alter column transaction_id drop not null;
alter table orders add column term_days integer check (term_days between 1 and 400);
alter table orders add constraint free_orders_cost_nothing
  check ((transaction_id is null) = (kind in ('grant', 'traffic')) and (transaction_id is not null or price = 0));

alter table subscriptions drop constraint subscriptions_quantity_check;
alter table subscriptions add constraint subscriptions_quantity_check
  check (quantity >= 1 and (quantity <= 500 or kind = 'rotating'));

create table traffic_bought (
  order_id bigint primary key references orders,
  subscription_id bigint not null references subscriptions,
  bytes bigint not null check (bytes > 0),
  created_at timestamptz not null
);
create index on traffic_bought (subscription_id);
create trigger append_only before update or delete on traffic_bought
  for each row execute function refuse_change();

create table refunds (
  order_id bigint primary key references orders,
  transaction_id bigint not null unique references transactions,
  amount numeric(14,2) not null check (amount > 0),
  created_at timestamptz not null
);
create trigger append_only before update or delete on refunds for each row execute function refuse_change();

create index exits on stock (category, country) where category in ('residential', 'mobile');
`;
