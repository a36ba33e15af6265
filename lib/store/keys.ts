import { askedOf, inBatches } from "./batch";
import type { Db, Value } from "./db";
import { onlyId } from "./wallets";
import { firstIds, searchTerms, waysByEmail, whereOf } from "./where";

export interface KeyRow {
  id: number;
  kind: "reseller" | "operator" | "session";
  user_id: number | null;
  user_role: "customer" | "operator" | null;
  name: string;
  scopes: string[];
  expires_at: Date | null;
  is_revoked: boolean;
  replaced_until: Date | null;
  must_sign: boolean;
  is_capped: boolean;
  is_borrowed: boolean;
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
  /** Networks in CIDR form; host bits are dropped. None: any address. */
  allowedIps: readonly string[];
  mustSign: boolean;
  /** The key of a session that an API key opened. */
  isBorrowed: boolean;
  spendCap: { amount: string; period: "month" | "total" } | null;
  /** The key that it is rotated from, when that one's orders count with its own. */
  spendsAs: number | null;
  now: Date;
}

export async function insertKey(db: Db, key: NewKey): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into api_keys (kind, user_id, name, hash, hint, scopes, expires_at, allowed_ips, must_sign, created_at,
                           spend_cap, spend_cap_period, spends_as, is_borrowed)
     values ($1, $2, $3, $4, $5, $6, $7,
             array(select distinct network(ip::inet) from unnest($8::text[]) ip order by 1), $9, $10, $11, $12, $13, $14)
     returning id`,
    [
      key.kind,
      key.userId,
      key.name,
      key.hash,
      key.hint,
      [...key.scopes],
      key.expiresAt,
      [...key.allowedIps],
      key.mustSign,
      key.now,
      key.spendCap?.amount ?? null,
      key.spendCap?.period ?? null,
      key.spendsAs,
      key.isBorrowed,
    ],
  );
  return onlyId(rows);
}

/** A key with its user's state, as every request checks it; `ip` is the caller's address. */
export const readKey = inBatches<{ hash: string; ip: string | null }, KeyRow & { n: number }>((db, wishes) =>
  db.quick(
    `select asked.n::int - 1 as n, k.id, k.kind, k.user_id, u.role as user_role, k.name, k.scopes, k.expires_at,
            k.revoked_at is not null as is_revoked, k.replaced_until, k.must_sign,
            k.spend_cap is not null as is_capped, k.is_borrowed,
            (k.allowed_ips = '{}' or asked.ip::inet <<= any (k.allowed_ips)) is true as ip_allowed,
            coalesce(u.is_banned, false) as is_banned, u.ban_reason,
            (select version from catalog_version) as catalog_version
       from ${askedOf(wishes.length, { hash: "text", ip: "text" })}
       join api_keys k on k.hash = asked.hash
       left join users u on u.id = k.user_id`,
    [wishes.map(({ hash }) => hash), wishes.map(({ ip }) => ip)],
  ),
);

/** A key as people see it. */
export interface KeyCardRow {
  id: number;
  kind: KeyRow["kind"];
  user_id: number | null;
  email: string | null;
  name: string;
  hint: string;
  scopes: string[];
  allowed_ips: string[];
  must_sign: boolean;
  has_secret: boolean;
  expires_at: Date | null;
  last_used_at: Date | null;
  created_at: Date;
  revoked_at: Date | null;
  replaced_by: number | null;
  replaced_until: Date | null;
  spend_cap: string | null;
  spend_cap_period: "month" | "total" | null;
  spends_as: number | null;
}

const CARD = `select k.id, k.kind, k.user_id, u.email, k.name, k.hint, k.scopes, k.allowed_ips::text[] as allowed_ips,
    k.must_sign, k.expires_at, k.last_used_at, k.created_at, k.revoked_at, k.replaced_by, k.replaced_until,
    k.spend_cap, k.spend_cap_period, k.spends_as,
    exists (select 1 from signing_secrets s where s.key_id = k.id) as has_secret
  from api_keys k left join users u on u.id = k.user_id`;

/** A key's card; `lock` keeps others from changing the key until the transaction ends. */
export async function readKeyCard(db: Db, id: number, lock = false): Promise<KeyCardRow | null> {
  const sql = `${CARD} where k.id = $1${lock ? " for update of k" : ""}`;
  return (await db.query<KeyCardRow>(sql, [id]))[0] ?? null;
}

export interface KeyFilter {
  /** `null`: everyone's. */
  userId: number | null;
  /** `null`: every kind; several: none of them `session`. */
  kinds: readonly KeyRow["kind"][] | null;
  /** Part of the name (a session's has none) or of the owner's e-mail, or the beginning of the hint. */
  q: string | null;
  before: number | null;
  limit: number;
}

/** A page of keys, newest first. */
export function listKeys(db: Db, f: KeyFilter): Promise<KeyCardRow[]> {
  const isOne = f.kinds?.length === 1;
  const { sql, values } = whereOf({
    "c.user_id = ?": f.userId,
    "c.id < ?": f.before,
    "c.kind = ?": isOne ? (f.kinds?.[0] ?? null) : null,
    "c.kind <> 'session' and c.kind = any (?::text[])": isOne ? null : f.kinds,
  });
  const limit = `$${values.push(f.limit)}`;
  const ways = f.q === null ? ["true"] : waysTo(f.q, { where: sql, limit }, values);
  const read = f.q === null ? db.query : db.search;
  return read<KeyCardRow>(
    `${CARD} where k.id = any (array(${firstIds("api_keys", { where: sql, ways, limit })})) order by k.id desc`,
    values,
  );
}

function waysTo(q: string, page: { where: string; limit: string }, values: Value[]): string[] {
  const { pattern, beginning } = searchTerms(q);
  const text = `$${values.push(pattern)}`;
  return [
    `c.kind <> 'session' and lower(c.name) like ${text}`,
    `c.hint like $${values.push(beginning)}`,
    ...waysByEmail("api_keys", { ...page, text }),
  ];
}

/** How many keys of a user still open something; sign-ins don't count. */
export async function countLiveKeys(db: Db, userId: number, now: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*) as count from api_keys
      where user_id = $1 and kind <> 'session' and revoked_at is null
        and (expires_at is null or expires_at > $2) and (replaced_until is null or replaced_until > $2)`,
    [userId, now],
  );
  return row?.count ?? 0;
}

/** Says which key took a key's place, and until when the old one is still good. */
export async function replaceKey(db: Db, id: number, by: { id: number; until: Date }): Promise<void> {
  await db.query("update api_keys set replaced_by = $2, replaced_until = $3 where id = $1", [
    id,
    by.id,
    by.until,
  ]);
}

export async function revokeKey(db: Db, id: number, now: Date): Promise<void> {
  await db.query("update api_keys set revoked_at = coalesce(revoked_at, $2) where id = $1", [id, now]);
}

/** What of a key can be changed after it was made. */
export type KeyTerms = Pick<
  KeyCardRow,
  "name" | "scopes" | "expires_at" | "allowed_ips" | "spend_cap" | "spend_cap_period"
>;

export async function updateKey(db: Db, id: number, terms: KeyTerms): Promise<void> {
  await db.query(
    `update api_keys set name = $2, scopes = $3, expires_at = $4,
            allowed_ips = array(select distinct network(ip::inet) from unnest($5::text[]) ip order by 1),
            spend_cap = $6, spend_cap_period = $7
      where id = $1`,
    [
      id,
      terms.name,
      [...terms.scopes],
      terms.expires_at,
      [...terms.allowed_ips],
      terms.spend_cap,
      terms.spend_cap_period,
    ],
  );
}

/** Whether money requests of a key must be signed. */
export async function updateMustSign(db: Db, id: number, mustSign: boolean): Promise<void> {
  await db.query("update api_keys set must_sign = $2 where id = $1", [id, mustSign]);
}

/**
 * Moves the last-used marks of many keys forward in one statement; never back, whatever another process wrote. Rows
 * are locked in the order of their ids, so that two processes can't wait for each other in a circle.
 */
export async function markKeysUsed(db: Db, marks: ReadonlyMap<number, Date>): Promise<void> {
  await db.query(
    `with mark as (select * from unnest($1::bigint[], $2::timestamptz[]) m(id, at)),
          due as (select k.id, mark.at from api_keys k join mark on mark.id = k.id
                   where k.last_used_at is null or k.last_used_at < mark.at
                   order by k.id for no key update of k)
     update api_keys k set last_used_at = due.at from due where k.id = due.id`,
    [[...marks.keys()], [...marks.values()].map((at) => at.toISOString())],
  );
}
