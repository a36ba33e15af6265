import type { Database } from "@/lib/store/db";

/**
 * Gives a user `count` subscriptions of one IP that were paid 2.50 for and end at `endsAt`, with all that the books ask
 * for (addresses, credentials, a delivered order), in a few statements. Answers their ids.
 */
export async function subscribe(
  db: Database,
  wish: { userId: number; count: number; endsAt: Date; autoRenew?: boolean },
): Promise<number[]> {
  const { userId, count, endsAt, autoRenew = true } = wish;
  const rows = await db.query<{ id: number }>(
    `with fresh as (
       insert into subscriptions
         (user_id, category, kind, supplier, state, country, quantity, price, auto_renew, created_at, expires_at)
       select $1, 'isp', 'static', 'local', 'active', 'US', 1, 2.50, $4, $3::timestamptz - interval '30 days', $3
         from generate_series(1, $2) returning id, user_id, created_at, expires_at),
     ordered as (
       insert into orders (user_id, kind, subscription_id, supplier, quantity, unit_price, price, state, new_expires_at,
                           request_id, created_at, settled_at)
       select user_id, 'grant', id, 'local', 1, 0, 0, 'delivered', expires_at, 'req_test', created_at, created_at
         from fresh),
     shelved as (
       insert into stock (supplier, category, country, ip, port_http, port_socks, subscription_id, shelf)
       select 'local', 'isp', 'US', '127.8.' || id / 250 || '.' || id % 250, 8080, 1080, id, id from fresh),
     opened as (
       insert into credentials select id, 'u' || id, 'sealed', 'hash' || id, created_at from fresh)
     select id from fresh order by id`,
    [userId, count, endsAt, autoRenew],
  );
  return rows.map((row) => row.id);
}
