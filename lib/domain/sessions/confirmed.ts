import { AppError } from "@/lib/errors";
import { readConfirmedAt } from "@/lib/store/sessions";
import type { Context } from "../context";
import { isFresh } from "./current";

/** Throws `invalid_state` unless the session behind the request was confirmed by password or code within five minutes. */
export async function requireConfirmed(ctx: Context): Promise<void> {
  const confirmedAt = await readConfirmedAt(ctx.db, ctx.principal.keyId);
  if (isFresh({ confirmed_at: confirmedAt })) return;
  throw new AppError("invalid_state", "Confirm your session with your password first.");
}
