import type { Db } from "./db";

/** What the gateway may know: addresses, hashes and ends; never a password. */
export interface GrantRow {
  subscription_id: number;
  login: string;
  password_hash: string;
  addresses: string[];
  expires_at: Date | null;
  /** Why it may not be used, whatever its end. */
  barred: "banned" | "suspended" | "released" | "provisioning" | null;
  kind: "static" | "rotating";
  category: string;
  country: string;
  bought_bytes: number;
  used_bytes: number;
}

const GRANTS = `select s.id as subscription_id, k.login, k.password_hash, s.expires_at,
    case when u.is_banned then 'banned' when s.state <> 'active' then s.state end as barred,
    s.kind, s.category, s.country,
    case when s.kind = 'rotating' then
      (select coalesce(sum(b.bytes), 0)::bigint from traffic_bought b where b.subscription_id = s.id)
    else 0 end as bought_bytes,
    case when s.kind = 'rotating' then
      (select coalesce(sum(t.bytes_up + t.bytes_down), 0)::bigint from traffic t where t.subscription_id = s.id)
    else 0 end as used_bytes,
    coalesce((select array_agg(a.ip || ':' || a.port_http) from stock a where a.subscription_id = s.id), '{}') as addresses
  from subscriptions s join credentials k on k.subscription_id = s.id join users u on u.id = s.user_id
 where (s.expires_at is not null or s.kind = 'rotating')`;

/** The next `limit` that are sold, by subscription. How many is said in the text, so that the plan is made for a few. */
export function listGrants(db: Db, { after, limit }: { after: number; limit: number }): Promise<GrantRow[]> {
  return db.query<GrantRow>(
    `${GRANTS} and s.state in ('active', 'suspended') and s.id > $1 and k.subscription_id > $1
      order by s.id limit ${limit}`,
    [after],
  );
}

export function readGrants(db: Db, subscriptionIds: readonly number[]): Promise<GrantRow[]> {
  return db.query<GrantRow>(`${GRANTS} and s.id = any ($1::bigint[])`, [subscriptionIds]);
}

export async function readGrantByLogin(db: Db, login: string): Promise<GrantRow | null> {
  return (await db.query<GrantRow>(`${GRANTS} and k.login = $1`, [login]))[0] ?? null;
}

/** Every address of a supplier that is for static use, sold or not. */
export function listGatewayAddresses(
  db: Db,
  supplier: string,
): Promise<{ ip: string; port_http: number; port_socks: number }[]> {
  return db.query(
    `select a.ip, a.port_http, a.port_socks from stock a join categories c on c.category = a.category
      where a.supplier = $1 and c.kind = 'static' order by a.id`,
    [supplier],
  );
}

/** Every address of a supplier through which rotating connections may leave. */
export function listExits(
  db: Db,
  supplier: string,
): Promise<{ category: string; country: string; ip: string }[]> {
  return db.query(
    `select a.category, a.country, a.ip from stock a join categories c on c.category = a.category
      where a.supplier = $1 and c.kind = 'rotating' and a.withdrawn_at is null order by a.id`,
    [supplier],
  );
}

export interface UsageRow {
  subscriptionId: number;
  bytesUp: number;
  bytesDown: number;
  connections: number;
}

/** Adds a batch of usage once, however often it is sent. Answers what rotating ones of these have used in all. */
export function addUsage(
  db: Db,
  batchId: string,
  day: Date,
  rows: readonly UsageRow[],
): Promise<{ subscription_id: number; used_bytes: number }[]> {
  return db.transact(async (tx) => {
    const fresh = await tx.query(
      "insert into traffic_batches (id) values ($1) on conflict do nothing returning id",
      [batchId],
    );
    if (fresh.length) await insertUsage(tx, day, rows);
    return tx.query(
      `select s.id as subscription_id, sum(t.bytes_up + t.bytes_down)::bigint as used_bytes
         from subscriptions s join traffic t on t.subscription_id = s.id
        where s.id = any($1) and s.kind = 'rotating' group by s.id`,
      [rows.map((row) => row.subscriptionId)],
    );
  });
}

async function insertUsage(tx: Db, day: Date, rows: readonly UsageRow[]): Promise<void> {
  await tx.query(
    `insert into traffic (subscription_id, day, bytes_up, bytes_down, connections)
     select (r->>'subscriptionId')::bigint, $2::date, (r->>'bytesUp')::bigint, (r->>'bytesDown')::bigint,
            (r->>'connections')::bigint
       from jsonb_array_elements($1::jsonb) r
     on conflict (subscription_id, day) do update
       set bytes_up = traffic.bytes_up + excluded.bytes_up, bytes_down = traffic.bytes_down + excluded.bytes_down,
           connections = traffic.connections + excluded.connections`,
    [JSON.stringify(rows), day],
  );
}
