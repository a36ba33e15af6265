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
}

export async function insertSession(
  db: Db,
  s: { id: string; userId: number; keyId: number; keySealed: string; now: Date; expiresAt: Date },
): Promise<void> {
  await db.query(
    `insert into sessions (id, user_id, key_id, key_sealed, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [s.id, s.userId, s.keyId, s.keySealed, s.now, s.expiresAt],
  );
}

/** A session that has neither ended nor run out, with its user's state. Session time is machine time. */
export async function readSession(db: Db, id: string, now: Date): Promise<SessionRow | null> {
  const [row] = await db.query<SessionRow>(
    `select s.id, s.user_id, s.key_id, s.key_sealed, s.confirmed_at, u.email, u.role, u.is_banned, u.ban_reason
       from sessions s join users u on u.id = s.user_id join api_keys k on k.id = s.key_id
      where s.id = $1 and s.ended_at is null and s.expires_at > $2 and k.revoked_at is null`,
    [id, now],
  );
  return row ?? null;
}

export async function confirmSession(db: Db, id: string, now: Date): Promise<void> {
  await db.query("update sessions set confirmed_at = $2 where id = $1", [id, now]);
}

/** Ends a session and its key in one statement. */
export async function endSession(db: Db, id: string, now: Date): Promise<void> {
  await db.query(
    `with ended as (update sessions set ended_at = coalesce(ended_at, $2) where id = $1 returning key_id)
     update api_keys set revoked_at = coalesce(revoked_at, $2) where id in (select key_id from ended)`,
    [id, now],
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
