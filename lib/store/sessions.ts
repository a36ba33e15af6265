import type { Db } from "./db";

export interface SessionRow {
  id: string;
  user_id: number;
  key_id: number;
  key_sealed: string;
  email: string | null;
  role: "customer" | "operator";
  is_banned: boolean;
  ban_reason: string | null;
  confirmed_at: Date | null;
  last_seen_at: Date | null;
  source_key_id: number | null;
}

export interface NewSession {
  id: string;
  userId: number;
  keyId: number;
  keySealed: string;
  now: Date;
  expiresAt: Date;
  /** The API key that opened it, which it lives no longer than. */
  sourceKeyId: number | null;
  userAgent: string | null;
}

export async function insertSession(db: Db, s: NewSession): Promise<void> {
  await db.query(
    `insert into sessions (id, user_id, key_id, key_sealed, created_at, last_seen_at, expires_at, source_key_id, user_agent)
     values ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
    [s.id, s.userId, s.keyId, s.keySealed, s.now, s.expiresAt, s.sourceKeyId, s.userAgent],
  );
}

/** The key that opened a session still could open one that may do as much. */
const SOURCE_STANDS = `o.revoked_at is null and (o.expires_at is null or o.expires_at > $2)
  and (o.replaced_until is null or o.replaced_until > $2)
  and k.scopes <@ o.scopes and o.spend_cap is null and not o.must_sign`;
const LIVE = `s.ended_at is null and s.expires_at > $2 and k.revoked_at is null
  and (s.source_key_id is null or (${SOURCE_STANDS}))`;
const KEYS = "join api_keys k on k.id = s.key_id left join api_keys o on o.id = s.source_key_id";

/**
 * A session that has neither ended nor run out, with its user's state; one that an API key opened lives no longer than
 * that key, with its rights, and where that may be used: `ip` is the caller's address. Session time is machine time.
 */
export async function readSession(
  db: Db,
  id: string,
  now: Date,
  ip: string | null,
): Promise<SessionRow | null> {
  const [row] = await db.query<SessionRow>(
    `select s.id, s.user_id, s.key_id, s.key_sealed, s.confirmed_at, s.last_seen_at, s.source_key_id,
            u.email, u.role, u.is_banned, u.ban_reason
       from sessions s join users u on u.id = s.user_id ${KEYS}
      where s.id = $1 and ${LIVE}
        and (s.source_key_id is null or o.allowed_ips = '{}' or $3::inet <<= any (o.allowed_ips))`,
    [id, now, ip],
  );
  return row ?? null;
}

export interface LiveSessionRow {
  id: string;
  key_id: number;
  created_at: Date;
  last_seen_at: Date | null;
  user_agent: string | null;
  source_key_name: string | null;
}

export function listLiveSessions(db: Db, userId: number, now: Date): Promise<LiveSessionRow[]> {
  return db.query<LiveSessionRow>(
    `select s.id, s.key_id, s.created_at, s.last_seen_at, s.user_agent, o.name as source_key_name
       from sessions s ${KEYS} where s.user_id = $1 and ${LIVE}
      order by s.last_seen_at desc nulls last, s.key_id desc`,
    [userId, now],
  );
}

export async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await db.query("update sessions set last_seen_at = $2 where id = $1", [id, now]);
}

export async function confirmSession(db: Db, id: string, now: Date): Promise<void> {
  await db.query("update sessions set confirmed_at = $2 where id = $1", [id, now]);
}

/** When the session of a key was last confirmed; `null` for never, and for a key that is no session's. */
export async function readConfirmedAt(db: Db, keyId: number): Promise<Date | null> {
  const [row] = await db.query<{ confirmed_at: Date | null }>(
    "select confirmed_at from sessions where key_id = $1",
    [keyId],
  );
  return row?.confirmed_at ?? null;
}

/** Ends a session and its key in one statement. */
export async function endSession(db: Db, id: string, now: Date): Promise<void> {
  await db.query(
    `with ended as (update sessions set ended_at = coalesce(ended_at, $2) where id = $1 returning key_id)
     update api_keys set revoked_at = coalesce(revoked_at, $2) where id in (select key_id from ended)`,
    [id, now],
  );
}

/** Ends the session of one of a user's session keys. */
export async function endOwnSession(db: Db, s: { userId: number; keyId: number; now: Date }): Promise<void> {
  await db.query(
    `with ended as (update sessions set ended_at = coalesce(ended_at, $3) where user_id = $1 and key_id = $2 returning key_id)
     update api_keys set revoked_at = coalesce(revoked_at, $3) where id in (select key_id from ended)`,
    [s.userId, s.keyId, s.now],
  );
}

/** Ends all of a user's sessions but one. */
export async function endOtherSessions(
  db: Db,
  s: { userId: number; except: string | null; now: Date },
): Promise<void> {
  await db.query(
    `with ended as (update sessions set ended_at = $3
                     where user_id = $1 and ended_at is null and id is distinct from $2 returning key_id)
     update api_keys set revoked_at = coalesce(revoked_at, $3) where id in (select key_id from ended)`,
    [s.userId, s.except, s.now],
  );
}

/** Adds `tries` to a bucket's window and answers how many there are in it now. */
export async function countAttempt(
  db: Db,
  bucket: string,
  windowStart: Date,
  tries: 1 | -1,
): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `insert into attempts (bucket, window_start, count) values ($1, $2, greatest($3::int, 0))
     on conflict (bucket, window_start) do update set count = greatest(attempts.count + $3::int, 0) returning count`,
    [bucket, windowStart, tries],
  );
  return row?.count ?? 0;
}

/** Forgets the tries of windows that began before `before`. */
export async function deleteAttempts(db: Db, before: Date): Promise<void> {
  await db.query("delete from attempts where window_start < $1", [before]);
}
