import { networkOf } from "@/lib/addresses";
import { AppError } from "@/lib/errors";
import { countAttempt, deleteAttempts } from "@/lib/store/sessions";
import type { Business } from "../context";

const WINDOW_MS = 15 * 60_000;
/** From the threat table: per account and per address, in 15 minutes. */
export const TRIES_PER_ACCOUNT = 5;
export const TRIES_PER_ADDRESS = 20;

/**
 * Takes a place among the window's tries before the work that it guards, so that parallel tries count too. Throws
 * `rate_limited`.
 */
export async function throttle(ctx: Business, bucket: string, most: number): Promise<void> {
  if ((await countAttempt(ctx.db, bucket, windowStart(), 1)) <= most) return;
  throw new AppError("rate_limited", "Too many tries. Wait a quarter of an hour.", {
    retryAfterSeconds: Math.ceil((windowStart().getTime() + WINDOW_MS - Date.now()) / 1000),
  });
}

/** The bucket of everybody who tries to sign in from one place. */
export function placeBucket(ip: string): string {
  return `address:${networkOf(ip)}`;
}

/** A try that succeeded does not count. */
export async function giveBack(ctx: Business, buckets: readonly string[]): Promise<void> {
  for (const bucket of buckets) await countAttempt(ctx.db, bucket, windowStart(), -1);
}

/** Forgets the tries of windows that are over. Throttling is in machine time. */
export async function forgetAttempts(ctx: Business): Promise<void> {
  await deleteAttempts(ctx.db, windowStart());
}

function windowStart(): Date {
  return new Date(Math.floor(Date.now() / WINDOW_MS) * WINDOW_MS);
}
