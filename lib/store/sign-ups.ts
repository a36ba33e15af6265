import type { Db } from "./db";

/** Sign-ups that wait for confirmation. Only the hash of the mailed token is stored. */
export interface SignUpRow {
  email: string;
  password_hash: string;
  locale: "en" | "ru";
  referral_code: string | null;
}

export async function insertSignUp(
  db: Db,
  s: {
    hash: string;
    email: string;
    passwordHash: string;
    locale: string;
    referralCode: string | null;
    expiresAt: Date;
  },
): Promise<void> {
  await db.query(
    `insert into sign_ups (hash, email, password_hash, locale, referral_code, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [s.hash, s.email, s.passwordHash, s.locale, s.referralCode, s.expiresAt],
  );
}

/** Takes a sign-up and every other one of its address. Null when the token is wrong, used or too old. */
export async function takeSignUp(db: Db, hash: string, now: Date): Promise<SignUpRow | null> {
  const [row] = await db.query<SignUpRow>(
    `with taken as (delete from sign_ups where hash = $1 and expires_at > $2 returning *),
          others as (delete from sign_ups where email in (select email from taken) and hash <> $1)
     select email, password_hash, locale, referral_code from taken`,
    [hash, now],
  );
  return row ?? null;
}

export type TokenPurpose = "reset" | "second_step";

export async function insertToken(
  db: Db,
  t: { hash: string; userId: number; purpose: TokenPurpose; expiresAt: Date },
): Promise<void> {
  await db.query("insert into one_time_tokens (hash, user_id, purpose, expires_at) values ($1, $2, $3, $4)", [
    t.hash,
    t.userId,
    t.purpose,
    t.expiresAt,
  ]);
}

/** Whose token it is, while it is good. */
export async function readToken(
  db: Db,
  t: { hash: string; purpose: TokenPurpose; now: Date },
): Promise<number | null> {
  const [row] = await db.query<{ user_id: number }>(
    "select user_id from one_time_tokens where hash = $1 and purpose = $2 and expires_at > $3",
    [t.hash, t.purpose, t.now],
  );
  return row?.user_id ?? null;
}

/** Uses a token up, with every other one of its user and purpose; answers whose it was, once. */
export async function takeToken(
  db: Db,
  t: { hash: string; purpose: TokenPurpose; now: Date },
): Promise<number | null> {
  const [row] = await db.query<{ user_id: number }>(
    `with taken as (delete from one_time_tokens where hash = $1 and purpose = $2 and expires_at > $3 returning user_id),
          others as (delete from one_time_tokens where purpose = $2 and hash <> $1
                       and user_id in (select user_id from taken))
     select user_id from taken`,
    [t.hash, t.purpose, t.now],
  );
  return row?.user_id ?? null;
}

/** Forgets what has run out. */
export async function deleteStaleTokens(db: Db, now: Date): Promise<void> {
  await db.query("delete from sign_ups where expires_at <= $1", [now]);
  await db.query("delete from one_time_tokens where expires_at <= $1", [now]);
}
