/**
 * Rate limits shared by all processes, in unlogged tables: a count never waits for the disk, and after a crash of the
 * database every window starts afresh. Times are the database's, which all processes share. Then what keeps reads and
 * purchases quick: a version of the catalog, and fewer announcements.
 */
export const limits = `
create unlogged table rate_windows (
  bucket text primary key,
  used integer not null,
  ends_at timestamptz not null
) with (fillfactor = 50);

create unlogged table in_flight (
  request_id text primary key,
  bucket text not null,
  ends_at timestamptz not null
);
create index on in_flight (bucket);

-- Starts a bucket's window where none is open, adds to it, and keeps the row locked. What is refused counts as one too many.
create function use_units(p_bucket text, p_quota integer, p_window integer, p_units integer,
                          out used integer, out ms_left integer)
language plpgsql as $$
declare
  v_now timestamptz := clock_timestamp();
  v_ends_at timestamptz;
begin
  insert into rate_windows as w (bucket, used, ends_at)
  values (p_bucket, p_units, v_now + make_interval(secs => p_window))
  on conflict (bucket) do update
     set used = case when w.ends_at <= v_now then p_units else least(w.used::bigint + p_units, p_quota + 1) end,
         ends_at = case when w.ends_at <= v_now then excluded.ends_at else w.ends_at end
  returning w.used, w.ends_at into used, v_ends_at;
  ms_left := greatest(1, extract(epoch from v_ends_at - v_now) * 1000);
end $$;

-- Counts one request, and one more in flight for p_lease seconds at most. The window's row is the lock, so both are exact.
create function enter_flight(p_bucket text, p_quota integer, p_window integer,
                             p_request text, p_most integer, p_lease integer,
                             out used integer, out ms_left integer, out flying integer, out entered boolean)
language plpgsql as $$
begin
  select u.used, u.ms_left into used, ms_left from use_units(p_bucket, p_quota, p_window, 1) u;
  delete from in_flight f where f.bucket = p_bucket and f.ends_at <= clock_timestamp();
  select count(*) into flying from in_flight f where f.bucket = p_bucket;
  entered := used <= p_quota and flying < p_most;
  if entered then
    insert into in_flight values (p_request, p_bucket, clock_timestamp() + make_interval(secs => p_lease));
    flying := flying + 1;
  end if;
end $$;

-- Grants what a process owes and a block on top; near the limit blocks shrink to an eighth of the rest.
create function lease_units(p_bucket text, p_quota integer, p_window integer, p_owed integer, p_block integer,
                            out granted integer, out rest integer, out ms_left integer)
language plpgsql as $$
declare
  v_used integer;
begin
  select u.used, u.ms_left into v_used, ms_left from use_units(p_bucket, p_quota, p_window, 0) u;
  rest := greatest(0, p_quota - v_used);
  granted := least(rest, p_owed + greatest(1, least(p_block, rest / 8)));
  rest := rest - granted;
  update rate_windows w set used = w.used + granted where w.bucket = p_bucket;
end $$;

-- Grows with every change of prices, categories and the addresses on offer, so that a process knows what it remembers is old.
create table catalog_version (version bigint not null);
insert into catalog_version values (1);
create function bump_catalog_version() returns trigger language plpgsql as $$
begin
  update catalog_version set version = version + 1;
  return null;
end $$;
create trigger bump_catalog after insert or update or delete on categories
  for each statement execute function bump_catalog_version();
create trigger bump_catalog after insert or update or delete on price_tiers
  for each statement execute function bump_catalog_version();
create trigger bump_catalog after insert or delete on stock
  for each statement execute function bump_catalog_version();

-- A transaction that notifies commits alone, disk and all, so a purchase notifies nobody: its job is due later, and the
-- gateway asks for a login that it does not know yet.
drop trigger announce_job on jobs;
create trigger announce_job after insert on jobs
  for each row when (new.run_at <= clock_timestamp()) execute function announce_job();
drop trigger announce_access on subscriptions;
create trigger announce_access after update on subscriptions
  for each row when (old.state <> 'provisioning') execute function announce_access('id');
drop trigger announce_access on credentials;
create trigger announce_access after update on credentials
  for each row execute function announce_access('subscription_id');
`;
