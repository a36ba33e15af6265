import type { Db } from "./db";

/** A key's newest signing secret, and the one before it while it is still accepted. */
export async function readSecrets(db: Db, keyId: number, now: Date): Promise<string[]> {
  const rows = await db.query<{ secret_sealed: string }>(
    `select secret_sealed from signing_secrets where key_id = $1 and (valid_until is null or valid_until > $2)
      order by id desc limit 2`,
    [keyId, now],
  );
  return rows.map((row) => row.secret_sealed);
}

/** The secret that counts from now on; `previousUntil` is when the one before it ends. Older ones are removed. */
export async function insertSecret(
  db: Db,
  s: { keyId: number; sealed: string; previousUntil: Date; now: Date },
): Promise<void> {
  await db.query("delete from signing_secrets where key_id = $1 and valid_until is not null", [s.keyId]);
  await db.query("update signing_secrets set valid_until = $2 where key_id = $1", [s.keyId, s.previousUntil]);
  await db.query("insert into signing_secrets (key_id, secret_sealed, created_at) values ($1, $2, $3)", [
    s.keyId,
    s.sealed,
    s.now,
  ]);
}
