import { randomBytes } from "node:crypto";
import { AppError } from "@/lib/errors";
import { sha256Hex } from "@/lib/ids";
import {
  countRecoveryCodes,
  deleteFactor,
  enableFactor,
  readSecondFactor,
  spendRecoveryCode,
  spendStep,
  writePendingFactor,
} from "@/lib/store/second-factors";
import { lockName } from "@/lib/store/users";
import { matchTotp, newTotpSecret } from "@/lib/totp";
import { type Business, inside } from "../context";
import { giveBack, TRIES_PER_ACCOUNT, throttle } from "../sessions/throttle";
import { requirePassword } from "./require-password";

const RECOVERY_CODES = 10;
/** Crockford's base32, without letters that look like digits: 60 bits in twelve. */
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

/** Whether two-factor is on, and how many recovery codes are left. */
export async function readTwoFactor(
  ctx: Business,
  userId: number,
): Promise<{ isOn: boolean; recoveryCodes: number }> {
  const factor = await readSecondFactor(ctx.db, userId);
  if (!factor?.enabled_at) return { isOn: false, recoveryCodes: 0 };
  return { isOn: true, recoveryCodes: await countRecoveryCodes(ctx.db, userId) };
}

/**
 * Makes a new secret, for who knows the password; two-factor is on only after a first right code. Throws `invalid_key`,
 * `rate_limited`, `invalid_state` when it is on.
 */
export async function startTwoFactor(ctx: Business, userId: number, password: string): Promise<string> {
  await requirePassword(ctx, userId, password);
  const secret = newTotpSecret();
  if (!(await writePendingFactor(ctx.db, userId, ctx.seal.close(secret, `totp:${userId}`))))
    throw new AppError("invalid_state", "Two-factor is on already.");
  return secret;
}

/**
 * Turns two-factor on with a first right code; answers the recovery codes, once: only their hashes are stored. Throws
 * `invalid_key`, `rate_limited`, `invalid_state` when nothing waits for a code.
 */
export async function enableTwoFactor(ctx: Business, userId: number, code: string): Promise<string[]> {
  const bucket = `code:${userId}`;
  await throttle(ctx, bucket, TRIES_PER_ACCOUNT);
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    await lockName(tx, `two-factor:${userId}`);
    const factor = await readSecondFactor(tx, userId);
    if (!factor || factor.enabled_at) throw new AppError("invalid_state", "Start again.");
    if (!(await usesTotp(inner, userId, code))) throw wrongCode();
    await enableFactor(tx, userId, { now: new Date(), recoveryHashes: codes.map(hashOf) });
  });
  await giveBack(ctx, [bucket]);
  return codes;
}

/** Turns two-factor off, for who has both the password and a code. Throws `invalid_key`, `rate_limited`. */
export async function disableTwoFactor(
  ctx: Business,
  userId: number,
  proof: { password: string; code: string },
): Promise<void> {
  await requirePassword(ctx, userId, proof.password);
  await requireCode(ctx, userId, proof.code);
  await ctx.db.transact((tx) => deleteFactor(tx, userId));
}

/** Uses up a code of the app, or a recovery code. Throws `invalid_key`, `rate_limited`. */
export async function requireCode(ctx: Business, userId: number, text: string): Promise<void> {
  const bucket = `code:${userId}`;
  await throttle(ctx, bucket, TRIES_PER_ACCOUNT);
  const code = text.toLowerCase().replace(/[^0-9a-z]/g, "");
  const factor = await readSecondFactor(ctx.db, userId);
  const fits =
    Boolean(factor?.enabled_at) &&
    (isTotpCode(code)
      ? await usesTotp(ctx, userId, code)
      : await spendRecoveryCode(ctx.db, userId, hashOf(code), new Date()));
  if (!fits) throw wrongCode();
  await giveBack(ctx, [bucket]);
}

/** True for what can only be a code of an app: passwords are longer. */
export function isTotpCode(text: string): boolean {
  return /^\d{6}$/.test(text);
}

/** A step of the app's clock counts once, so that a code seen over a shoulder is worth nothing. */
async function usesTotp(ctx: Business, userId: number, code: string): Promise<boolean> {
  const factor = await readSecondFactor(ctx.db, userId);
  if (!factor) return false;
  const step = matchTotp(ctx.seal.open(factor.secret_sealed, `totp:${userId}`), code, new Date());
  return step !== null && spendStep(ctx.db, userId, step);
}

function newRecoveryCode(): string {
  const letters = [...randomBytes(12)].map((byte) => LETTERS[byte & 31]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

function hashOf(code: string): string {
  return sha256Hex(code.replaceAll("-", ""));
}

function wrongCode(): AppError {
  return new AppError("invalid_key", "The code is wrong or was used.");
}
