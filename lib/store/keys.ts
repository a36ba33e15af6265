import type { Db } from "./db";
import { onlyId } from "./wallets";

export interface KeyRow {
  id: number;
  kind: "reseller" | "operator" | "session";
  user_id: number | null;
  user_role: "customer" | "operator" | null;
  name: string;
  scopes: string[];
  expires_at: Date | null;
  is_revoked: boolean;
  ip_allowed: boolean;
  is_banned: boolean;
  ban_reason: string | null;
  catalog_version: number;
}

export interface NewKey {
  kind: KeyRow["kind"];
  userId: number | null;
  name: string;
  hash: string;
  hint: string;
  scopes: readonly string[];
  expiresAt: Date | null;
  now: Date;
}

export async function insertKey(db: Db, key: NewKey): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into api_keys (kind, user_id, name, hash, hint, scopes, expires_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [key.kind, key.userId, key.name, key.hash, key.hint, [...key.scopes], key.expiresAt, key.now],
  );
  return onlyId(rows);
}

/** A key with its user's state, as every request checks it; `ip` is the caller's address. */
export async function readKey(db: Db, hash: string, ip: string | null): Promise<KeyRow | null> {
  const [row] = await db.query<KeyRow>(
    `select k.id, k.kind, k.user_id, u.role as user_role, k.name, k.scopes, k.expires_at,
            k.revoked_at is not null as is_revoked,
            (k.allowed_ips = '{}' or $2::inet <<= any (k.allowed_ips)) is true as ip_allowed,
            coalesce(u.is_banned, false) as is_banned, u.ban_reason,
            (select version from catalog_version) as catalog_version
       from api_keys k left join users u on u.id = k.user_id
      where k.hash = $1`,
    [hash, ip],
  );
  return row ?? null;
}
