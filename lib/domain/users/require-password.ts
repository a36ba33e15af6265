import { AppError } from "@/lib/errors";
import { fitsPassword } from "@/lib/passwords";
import { readUser } from "@/lib/store/users";
import type { Business } from "../context";
import { giveBack, TRIES_PER_ACCOUNT, throttle } from "../sessions/throttle";

/** Throws `invalid_key` unless it is the user's password, `rate_limited` after too many tries. */
export async function requirePassword(ctx: Business, userId: number, password: string): Promise<void> {
  const bucket = `confirm:${userId}`;
  await throttle(ctx, bucket, TRIES_PER_ACCOUNT);
  const user = await readUser(ctx.db, userId);
  if (!(await fitsPassword(user?.password_hash ?? null, password))) {
    throw new AppError("invalid_key", "The password is wrong.");
  }
  await giveBack(ctx, [bucket]);
}
