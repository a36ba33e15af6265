import { AppError, notFound } from "@/lib/errors";
import { type KeyCardRow, readKeyCard } from "@/lib/store/keys";
import type { Context } from "../context";

/** What a key is good for: `replaced` still works until its overlap ends; `expired` and `revoked` open nothing. */
export type KeyStatus = "active" | "replaced" | "expired" | "revoked";

/** A key's status at an instant of machine time. */
export function keyStatus(key: KeyCardRow, now: Date): KeyStatus {
  if (key.revoked_at || (key.replaced_until && key.replaced_until <= now)) return "revoked";
  if (key.expires_at && key.expires_at <= now) return "expired";
  return key.replaced_until ? "replaced" : "active";
}

/**
 * A key that the principal may manage: a customer's own, for an operator anyone's; locked until the transaction ends.
 * Throws `not_found`, equal for a foreign and a missing one.
 */
export async function lockManagedKey(ctx: Context, id: number): Promise<KeyCardRow> {
  const key = await readKeyCard(ctx.db, id, true);
  const { boundUserId } = ctx.principal;
  const isOwn = key?.user_id === boundUserId && key?.kind !== "operator";
  if (!key || (boundUserId !== null && !isOwn)) throw notFound();
  return key;
}

/** Throws `invalid_state` for a sign-in's key and for one that is not in use any more. */
export function requireChangeable(key: KeyCardRow): void {
  if (key.kind === "session") throw new AppError("invalid_state", "A sign-in's key can only be revoked.");
  const status = keyStatus(key, new Date());
  if (status !== "active") throw new AppError("invalid_state", `This key is ${status}. Make a new one.`);
}
