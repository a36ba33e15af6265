import type { Db } from "./db";

export interface RemoteSessionRow {
  id: string;
  key_sealed: string;
  signing_sealed: string | null;
  remote_origin: string;
  remote_user_id: number;
  remote_role: "reseller" | "operator";
  remote_name: string;
  confirmed_at: Date | null;
  last_seen_at: Date | null;
}

export interface NewRemoteSession {
  id: string;
  origin: string;
  userId: number;
  role: "reseller" | "operator";
  name: string;
  keySealed: string;
  signingSealed: string | null;
  userAgent: string | null;
  now: Date;
  expiresAt: Date;
}

export async function insertRemoteSession(db: Db, s: NewRemoteSession): Promise<void> {
  await db.query(
    `insert into sessions (id, remote_origin, remote_user_id, remote_role, remote_name, key_sealed, signing_sealed,
                           user_agent, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)`,
    [s.id, s.origin, s.userId, s.role, s.name, s.keySealed, s.signingSealed, s.userAgent, s.now, s.expiresAt],
  );
}

/** A session at another deployment that has neither ended nor run out. */
export async function readRemoteSession(db: Db, id: string, now: Date): Promise<RemoteSessionRow | null> {
  const [row] = await db.query<RemoteSessionRow>(
    `select id, key_sealed, signing_sealed, remote_origin, remote_user_id, remote_role, remote_name, confirmed_at,
            last_seen_at
       from sessions where id = $1 and remote_origin is not null and ended_at is null and expires_at > $2`,
    [id, now],
  );
  return row ?? null;
}
