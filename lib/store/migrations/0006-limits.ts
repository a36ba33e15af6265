/**
 * Rate limits shared by all processes. The tables are unlogged: a count never waits for the disk, and after a crash of
 * the database every window starts afresh. Times are the database's, which all processes share.
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
`;
