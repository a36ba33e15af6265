/** The operator's lists, notes, withdrawn and imported stock, and the chain behind the audit trail. */
export const operators = `
create extension if not exists pg_trgm;

alter table users add column notes text;
create index users_email_part on users using gin (email gin_trgm_ops);
create index users_by_role on users (role, id);
create index banned_users on users (id) where is_banned;
create index keys_by_hint on api_keys (hint);
create index keys_of_user on api_keys (user_id, id);

-- The explained balance: sums over it read the index alone.
create index postings_of_user on postings (user_id, account, id) include (amount) where user_id is not null;

-- Figures per day read ranges of time; rows come in time's order, so a few bytes per block are enough.
create index transactions_by_time on transactions using brin (created_at) with (pages_per_range = 16);
create index orders_by_time on orders using brin (created_at) with (pages_per_range = 16);
create index users_by_time on users using brin (created_at) with (pages_per_range = 16);
create index open_orders on orders (supplier, id) where state = 'held';
create index failing_jobs on jobs (id) where last_error is not null;
create index traffic_batches_by_time on traffic_batches (received_at);

alter table stock add column withdrawn_at timestamptz;
alter table stock add column login text;
alter table stock add column password_sealed text;
alter table stock add check (withdrawn_at is null or subscription_id is null);
alter table stock add check ((login is null) = (password_sealed is null));
drop index free_stock;
create index free_stock on stock (category, country, supplier, shelf)
  where subscription_id is null and withdrawn_at is null;

create index audit_by_action on audit (action, id);
create index audit_by_user on audit (user_id, id);
create index audit_by_person on audit (by_name, id);
create index audit_by_time on audit using brin (created_at) with (pages_per_range = 16);

create trigger append_only_all before truncate on audit for each statement execute function refuse_change();

-- Which transaction wrote a row: the chain takes only rows of transactions that nobody can join any more.
alter table audit add column xact xid8 not null default pg_current_xact_id();
create index audit_by_xact on audit (xact, id);
create table audit_chain (
  position bigint primary key,
  audit_id bigint not null unique references audit,
  xact xid8 not null default '0',
  prev text not null,
  hash text not null
);
create trigger append_only before update or delete on audit_chain for each row execute function refuse_change();
create trigger append_only_all before truncate on audit_chain for each statement execute function refuse_change();
`;
