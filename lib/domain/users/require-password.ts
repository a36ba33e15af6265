import { AppError } from "@/lib/errors";
import { fitsPassword } from "@/lib/passwords";
import { readUser, type UserRow } from "@/lib/store/users";
import type { Business } from "../context";
import { giveBack, TRIES_PER_ACCOUNT, throttle } from "../sessions/throttle";

/** The user whose password it is. Throws `invalid_key` when it is not, `rate_limited` after too many tries. */
export async function requirePassword(ctx: Business, userId: number, password: string): Promise<UserRow> {
  const bucket = `confirm:${userId}`;
  await throttle(ctx, bucket, TRIES_PER_ACCOUNT);
  const user = await readUser(ctx.db, userId);
  if (!(await fitsPassword(user?.password_hash ?? null, password)) || !user) throw wrongPassword();
  await giveBack(ctx, [bucket]);
  return user;
}

/** What a wrong password is told. */
export function wrongPassword(): AppError {
  return new AppError("invalid_key", "The password is wrong.");
}
