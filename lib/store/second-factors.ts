import type { Db } from "./db";

export interface SecondFactorRow {
  secret_sealed: string;
  enabled_at: Date | null;
  last_step: number;
}

/** A user's second factor; one that was not enabled yet only waits for its first right code. */
export async function readSecondFactor(db: Db, userId: number): Promise<SecondFactorRow | null> {
  const [row] = await db.query<SecondFactorRow>(
    "select secret_sealed, enabled_at, last_step from second_factors where user_id = $1",
    [userId],
  );
  return row ?? null;
}

/** Puts a new secret in place of one that was never enabled; false when one is enabled. */
export async function writePendingFactor(db: Db, userId: number, secretSealed: string): Promise<boolean> {
  const rows = await db.query(
    `insert into second_factors (user_id, secret_sealed) values ($1, $2)
     on conflict (user_id) do update set secret_sealed = $2, last_step = 0
       where second_factors.enabled_at is null returning user_id`,
    [userId, secretSealed],
  );
  return rows.length > 0;
}

/** Uses a time step up; false when it, or a later one, was used before. */
export async function spendStep(db: Db, userId: number, step: number): Promise<boolean> {
  const rows = await db.query(
    "update second_factors set last_step = $2 where user_id = $1 and last_step < $2 returning user_id",
    [userId, step],
  );
  return rows.length > 0;
}

/** Enables the factor with its recovery codes' hashes. */
export async function enableFactor(
  db: Db,
  userId: number,
  wish: { now: Date; recoveryHashes: readonly string[] },
): Promise<void> {
  await db.query("update second_factors set enabled_at = $2 where user_id = $1", [userId, wish.now]);
  await db.query("delete from recovery_codes where user_id = $1", [userId]);
  await db.query("insert into recovery_codes (user_id, hash) select $1, unnest($2::text[])", [
    userId,
    wish.recoveryHashes,
  ]);
}

/** Uses a recovery code up; false when there is none such left. */
export async function spendRecoveryCode(db: Db, userId: number, hash: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    "update recovery_codes set used_at = $3 where user_id = $1 and hash = $2 and used_at is null returning hash",
    [userId, hash, now],
  );
  return rows.length > 0;
}

export async function countRecoveryCodes(db: Db, userId: number): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    "select count(*) from recovery_codes where user_id = $1 and used_at is null",
    [userId],
  );
  return row?.count ?? 0;
}

export async function deleteFactor(db: Db, userId: number): Promise<void> {
  await db.query("delete from recovery_codes where user_id = $1", [userId]);
  await db.query("delete from second_factors where user_id = $1", [userId]);
}
