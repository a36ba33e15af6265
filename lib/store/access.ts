import type { Db } from "./db";

/** What the gateway may know: addresses, hashes and ends; never a password. */
export interface GrantRow {
  subscription_id: number;
  login: string;
  password_hash: string;
  addresses: string[];
  expires_at: Date;
  enabled: boolean;
}

const GRANTS = `select s.id as subscription_id, k.login, k.password_hash, s.expires_at,
    s.state = 'active' and not u.is_banned as enabled,
    coalesce((select array_agg(a.ip || ':' || a.port_http) from stock a where a.subscription_id = s.id), '{}') as addresses
  from subscriptions s join credentials k on k.subscription_id = s.id join users u on u.id = s.user_id
 where s.expires_at is not null`;

export function listGrants(db: Db): Promise<GrantRow[]> {
  return db.query<GrantRow>(`${GRANTS} and s.state in ('active', 'suspended')`);
}

export async function readGrant(db: Db, subscriptionId: number): Promise<GrantRow | null> {
  return (await db.query<GrantRow>(`${GRANTS} and s.id = $1`, [subscriptionId]))[0] ?? null;
}

export async function readGrantByLogin(db: Db, login: string): Promise<GrantRow | null> {
  return (await db.query<GrantRow>(`${GRANTS} and k.login = $1`, [login]))[0] ?? null;
}

/** Every address of a supplier, sold or not. */
export function listGatewayAddresses(
  db: Db,
  supplier: string,
): Promise<{ ip: string; port_http: number; port_socks: number }[]> {
  return db.query("select ip, port_http, port_socks from stock where supplier = $1 order by id", [supplier]);
}

export interface UsageRow {
  subscriptionId: number;
  bytesUp: number;
  bytesDown: number;
  connections: number;
}

/** Adds a batch of usage once, however often it is sent. */
export async function addUsage(db: Db, batchId: string, day: Date, rows: readonly UsageRow[]): Promise<void> {
  await db.transact(async (tx) => {
    const fresh = await tx.query(
      "insert into traffic_batches (id) values ($1) on conflict do nothing returning id",
      [batchId],
    );
    if (!fresh.length) return;
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
  });
}
