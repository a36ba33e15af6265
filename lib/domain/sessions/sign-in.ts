import { plainAddress } from "@/lib/addresses";
import { AppError } from "@/lib/errors";
import { randomText, sha256Hex } from "@/lib/ids";
import type { MailLocale } from "@/lib/mail/mailer";
import { fitsPassword } from "@/lib/passwords";
import { readSecondFactor } from "@/lib/store/second-factors";
import { insertToken, readToken, takeToken } from "@/lib/store/sign-ups";
import { lockPassword, readUser, readUserByEmail, type UserRow } from "@/lib/store/users";
import { type Business, inside } from "../context";
import { authenticate, bannedError } from "../keys/authenticate";
import { requireCode } from "../users/two-factor";
import { openSession, type SessionWish } from "./open";
import { giveBack, placeBucket, TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS, throttle } from "./throttle";

/** How long a code may follow its password. */
const SECOND_STEP_MS = 10 * 60_000;

/** Where a try comes from, and in which language. */
export interface Caller {
  ip: string;
  userAgent?: string | null;
  /** Becomes the language of the user's mails if they have none yet. */
  locale?: MailLocale | null;
}

export interface SignInTry extends Caller {
  email: string;
  password: string;
}

/** The password was right; a code has to follow. `challenge` stands for the password, for ten minutes. */
export class CodeNeeded extends AppError {
  constructor(readonly challenge: string) {
    super("invalid_key", "A code is needed.");
  }
}

/**
 * Checks e-mail and password and opens a session; answers its id. Throws `invalid_key` with one text for every wrong
 * pair, `rate_limited` after too many tries, `banned` only to who knew the password, `CodeNeeded` with two-factor.
 */
export async function signIn(ctx: Business, attempt: SignInTry): Promise<string> {
  const email = attempt.email.trim().toLowerCase();
  const buckets = [`account:${email}`, placeBucket(attempt.ip)];
  // The place comes first: one that has had its tries can't use up those of accounts.
  await throttle(ctx, placeBucket(attempt.ip), TRIES_PER_ADDRESS);
  await throttle(ctx, `account:${email}`, TRIES_PER_ACCOUNT);
  const user = await readUserByEmail(ctx.db, email);
  if (!(await fitsPassword(user?.password_hash ?? null, attempt.password)) || !user) throw wrongPair();
  await giveBack(ctx, buckets);
  if (user.is_banned) throw bannedError(user.ban_reason);
  const opened = await ctx.db.transact(async (tx) => {
    // Whoever changed it meanwhile has ended the sessions that there were, and this one would come after.
    if (!(await lockPassword(tx, user))) throw wrongPair();
    const inner = inside(ctx, tx);
    const isGuarded = (await readSecondFactor(tx, user.id))?.enabled_at;
    return isGuarded ? askForCode(inner, user) : openSession(inner, user, wishOf(attempt));
  });
  if (opened instanceof CodeNeeded) throw opened;
  return opened;
}

function wrongPair(): AppError {
  return new AppError("invalid_key", "E-mail or password is wrong.");
}

/** The second step: a code, or a recovery code, for a challenge. Throws `invalid_key`, `rate_limited`, `banned`. */
export async function signInWithCode(
  ctx: Business,
  attempt: Caller & { challenge: string; code: string },
): Promise<string> {
  await throttle(ctx, placeBucket(attempt.ip), TRIES_PER_ADDRESS);
  const token = { hash: sha256Hex(attempt.challenge), purpose: "second_step" as const, now: new Date() };
  const userId = await readToken(ctx.db, token);
  const user = userId === null ? null : await readUser(ctx.db, userId);
  if (!user) throw new AppError("key_expired", "Start again with the password.");
  await requireCode(ctx, user.id, attempt.code);
  await giveBack(ctx, [placeBucket(attempt.ip)]);
  if (user.is_banned) throw bannedError(user.ban_reason);
  return ctx.db.transact(async (tx) => {
    if ((await takeToken(tx, token)) === null)
      throw new AppError("key_expired", "Start again with the password.");
    return openSession({ ...ctx, db: tx }, user, wishOf(attempt));
  });
}

/**
 * Opens a session with an API key: for the key's user, with at most the key's scopes, and no longer than the key lives.
 * Throws what `authenticate` throws, and `forbidden_scope` when the key could open more than it may do itself.
 */
export async function signInWithKey(ctx: Business, attempt: Caller & { key: string }): Promise<string> {
  await throttle(ctx, placeBucket(attempt.ip), TRIES_PER_ADDRESS);
  const principal = await authenticate(ctx.db, attempt.key, plainAddress(attempt.ip));
  await giveBack(ctx, [placeBucket(attempt.ip)]);
  const user = principal.ownerId === null ? null : await readUser(ctx.db, principal.ownerId);
  const opensMore =
    (user?.role === "operator" && principal.role !== "operator") || principal.mustSign || principal.isCapped;
  if (!user || principal.kind === "session" || opensMore)
    throw new AppError("forbidden_scope", "This key can't open a session.");
  const source = { keyId: principal.keyId, name: principal.name, scopes: principal.scopes };
  return openSession(ctx, user, { ...wishOf(attempt), source });
}

async function askForCode(ctx: Business, user: UserRow): Promise<CodeNeeded> {
  const challenge = randomText(40);
  await insertToken(ctx.db, {
    hash: sha256Hex(challenge),
    userId: user.id,
    purpose: "second_step",
    expiresAt: new Date(Date.now() + SECOND_STEP_MS),
  });
  return new CodeNeeded(challenge);
}

function wishOf({ userAgent, locale }: Caller): SessionWish {
  return { userAgent: userAgent ?? null, locale: locale ?? null };
}
