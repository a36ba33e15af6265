import { AppError } from "@/lib/errors";
import { randomText } from "@/lib/ids";
import { fitsPassword } from "@/lib/passwords";
import {
  confirmSession,
  countAttempt,
  endSession,
  insertSession,
  readSession,
  type SessionRow,
} from "@/lib/store/sessions";
import { readUser, readUserByEmail, type UserRow } from "@/lib/store/users";
import type { Business } from "../context";
import { bannedError } from "../keys/authenticate";
import { createKey } from "../keys/create";
import { ALL_SCOPES, CUSTOMER_SCOPES } from "../principal";

const WINDOW_MS = 15 * 60_000;
/** From the threat table: per account and per address, in 15 minutes. */
const TRIES_PER_ACCOUNT = 5;
const TRIES_PER_ADDRESS = 20;
const SESSION_MS = 14 * 86_400_000;
/** How long a confirmation by password counts. */
const CONFIRMED_MS = 5 * 60_000;

export interface SignInTry {
  email: string;
  password: string;
  ip: string;
}

/**
 * Checks e-mail and password and opens a session; answers its id. Throws `invalid_key` with one text for every wrong
 * pair, `rate_limited` after too many tries, `banned` only to who knew the password.
 */
export async function signIn(ctx: Business, attempt: SignInTry): Promise<string> {
  const email = attempt.email.trim().toLowerCase();
  const buckets = [`account:${email}`, `address:${attempt.ip}`];
  await throttle(ctx, `account:${email}`, TRIES_PER_ACCOUNT);
  await throttle(ctx, `address:${attempt.ip}`, TRIES_PER_ADDRESS);
  const user = await readUserByEmail(ctx.db, email);
  if (!(await fitsPassword(user?.password_hash ?? null, attempt.password)) || !user) {
    throw new AppError("invalid_key", "E-mail or password is wrong.");
  }
  await giveBack(ctx, buckets);
  if (user.is_banned) throw bannedError(user.ban_reason);
  return openSession(ctx, user);
}

/** Opens a session with a key of its own; the key rests sealed in the session's row. */
export function openSession(ctx: Business, user: UserRow): Promise<string> {
  return ctx.db.transact(async (tx) => {
    const id = randomText(40);
    const now = new Date();
    const expiresAt = new Date(now.getTime() + SESSION_MS);
    const { id: keyId, key } = await createKey(tx, {
      kind: "session",
      userId: user.id,
      name: user.email ?? `user ${user.id}`,
      scopes: user.role === "operator" ? ALL_SCOPES : CUSTOMER_SCOPES,
      prefix: ctx.keyPrefix,
      expiresAt,
    });
    await insertSession(tx, {
      id,
      userId: user.id,
      keyId,
      keySealed: ctx.seal.close(key, `session:${id}`),
      now,
      expiresAt,
    });
    return id;
  });
}

export interface OpenSession {
  id: string;
  userId: number;
  email: string | null;
  role: "customer" | "operator";
  key: string;
  isConfirmed: boolean;
}

/** The live session behind a cookie, with its key opened. `null`: ended, run out, or its user banned. */
export async function findSession(ctx: Business, id: string): Promise<OpenSession | null> {
  const row = await readSession(ctx.db, id, new Date());
  if (!row || row.is_banned) return null;
  return {
    id,
    userId: row.user_id,
    email: row.email,
    role: row.role,
    key: ctx.seal.open(row.key_sealed, `session:${id}`),
    isConfirmed: isFresh(row),
  };
}

/** Confirms a session by its user's password; good for five minutes. Throws `invalid_key`, `rate_limited`. */
export async function confirmPassword(ctx: Business, session: OpenSession, password: string): Promise<void> {
  const bucket = `confirm:${session.userId}`;
  await throttle(ctx, bucket, TRIES_PER_ACCOUNT);
  const user = await readUser(ctx.db, session.userId);
  if (!(await fitsPassword(user?.password_hash ?? null, password))) {
    throw new AppError("invalid_key", "The password is wrong.");
  }
  await giveBack(ctx, [bucket]);
  await confirmSession(ctx.db, session.id, new Date());
}

/** Ends a session and its key. */
export async function signOut(ctx: Business, id: string): Promise<void> {
  await endSession(ctx.db, id, new Date());
}

function isFresh(row: SessionRow): boolean {
  return row.confirmed_at !== null && Date.now() - row.confirmed_at.getTime() < CONFIRMED_MS;
}

/** Takes a place among the window's tries before the hash is computed, so that parallel tries count too. */
async function throttle(ctx: Business, bucket: string, most: number): Promise<void> {
  if ((await countAttempt(ctx.db, bucket, windowStart(), 1)) <= most) return;
  throw new AppError("rate_limited", "Too many tries. Wait a quarter of an hour.", {
    retryAfterSeconds: Math.ceil((windowStart().getTime() + WINDOW_MS - Date.now()) / 1000),
  });
}

/** A try that succeeded does not count. */
async function giveBack(ctx: Business, buckets: readonly string[]): Promise<void> {
  for (const bucket of buckets) await countAttempt(ctx.db, bucket, windowStart(), -1);
}

function windowStart(): Date {
  return new Date(Math.floor(Date.now() / WINDOW_MS) * WINDOW_MS);
}
