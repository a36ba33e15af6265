import { askedOf, inBatches } from "./batch";
import type { Db } from "./db";
import { onlyId } from "./wallets";

export interface UserRow {
  id: number;
  email: string | null;
  password_hash: string | null;
  role: "customer" | "operator";
  telegram_id: number | null;
  is_banned: boolean;
  ban_reason: string | null;
  created_at: Date;
}

const COLUMNS = "id, email, password_hash, role, telegram_id, is_banned, ban_reason, created_at";

/** Inserts a user with an empty wallet; returns the id. */
export async function insertUser(
  db: Db,
  user: { email: string; passwordHash: string; role: UserRow["role"]; now: Date },
): Promise<number> {
  const rows = await db.query<{ id: number }>(
    "insert into users (email, password_hash, role, created_at) values ($1, $2, $3, $4) returning id",
    [user.email, user.passwordHash, user.role, user.now],
  );
  const id = onlyId(rows);
  await db.query("insert into wallets (user_id) values ($1)", [id]);
  return id;
}

export async function readUser(db: Db, id: number): Promise<UserRow | null> {
  return (await db.query<UserRow>(`select ${COLUMNS} from users where id = $1`, [id]))[0] ?? null;
}

export interface ProfileRow {
  id: number;
  telegram_id: number | null;
  balance: string;
  is_banned: boolean;
}

/** A user with the balance. */
export const readProfile = inBatches<number, ProfileRow & { n: number }>((db, ids) =>
  db.quick(
    `select asked.n::int - 1 as n, u.id, u.telegram_id, u.is_banned, w.balance
       from ${askedOf(ids.length, { id: "bigint" })}
       join users u on u.id = asked.id
       join wallets w on w.user_id = u.id`,
    [ids],
  ),
);

export async function readUserByEmail(db: Db, email: string): Promise<UserRow | null> {
  return (await db.query<UserRow>(`select ${COLUMNS} from users where email = $1`, [email]))[0] ?? null;
}

export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.query("select 1 from users limit 1")).length > 0;
}

export async function hasOperator(db: Db): Promise<boolean> {
  return (await db.query("select 1 from users where role = 'operator' limit 1")).length > 0;
}

/** Lets one transaction at a time pass. */
export async function lockName(tx: Db, name: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtext($1))", [name]);
}

/** Bans or unbans; returns false when there is no such user. */
export async function updateBan(
  db: Db,
  id: number,
  ban: { banned: boolean; reason: string; evidence: string | null },
): Promise<{ was_banned: boolean } | null> {
  const [row] = await db.query<{ was_banned: boolean }>(
    `update users u set is_banned = $2, ban_reason = $3, ban_evidence = $4
       from (select id, is_banned from users where id = $1 for update) before
      where u.id = before.id returning before.is_banned as was_banned`,
    [id, ban.banned, ban.banned ? ban.reason : null, ban.banned ? ban.evidence : null],
  );
  return row ?? null;
}

/** Whether a user's password is still the one of this hash; true until the transaction ends. */
export async function lockPassword(tx: Db, user: Pick<UserRow, "id" | "password_hash">): Promise<boolean> {
  const rows = await tx.query("select 1 from users where id = $1 and password_hash = $2 for no key update", [
    user.id,
    user.password_hash,
  ]);
  return rows.length > 0;
}

/** Sets a password; what the one before has earned, mailed links and challenges for a code, counts no more. */
export async function updatePassword(db: Db, id: number, passwordHash: string): Promise<void> {
  await db.query("update users set password_hash = $2 where id = $1", [id, passwordHash]);
  await db.query("delete from one_time_tokens where user_id = $1", [id]);
}
