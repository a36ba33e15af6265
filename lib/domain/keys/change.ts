import { badRequest } from "@/lib/errors";
import { type KeyCardRow, type KeyTerms, updateKey } from "@/lib/store/keys";
import { type Context, inside, recordAudit } from "../context";
import { lockManagedKey, requireChangeable } from "./find";

/**
 * Changes a key that is in use, from its next request on; what is not named stays. Name and limits go either way, but
 * scopes can only be taken away: whoever holds the key was never trusted with more. Throws `bad_request` for a wider
 * scope, an end in the past and what an operator key can't have, `not_found`, `invalid_state` for one not in use.
 */
export function changeKey(ctx: Context, id: number, change: Partial<KeyTerms>): Promise<void> {
  if (Object.keys(change).length === 0) throw badRequest("", "required", "Name what is to be different.");
  return ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    const key = await lockManagedKey(inner, id);
    requireChangeable(key);
    requireFitting(key, change);
    const before = termsOf(key);
    const after = { ...before, ...change };
    await updateKey(tx, id, after);
    await recordAudit(inner, {
      action: "key.change",
      subject: "key",
      subjectId: id,
      userId: key.user_id,
      facts: { before, after },
    });
  });
}

function requireFitting(key: KeyCardRow, { scopes, expires_at, spend_cap }: Partial<KeyTerms>): void {
  if (scopes?.some((scope) => !key.scopes.includes(scope)))
    throw badRequest("scopes", "wider", "A key gets no more than it was made with. Make a new one.");
  if (key.kind === "operator" && scopes && !key.scopes.every((scope) => scopes.includes(scope)))
    throw badRequest("scopes", "incomplete", "An operator key holds every scope.");
  if (key.kind === "operator" && spend_cap)
    throw badRequest("spend_cap", "not_for_this_key", "An operator key has no spending cap.");
  if (expires_at && expires_at <= new Date())
    throw badRequest("expires_at", "past", "A key must end in the future. Revoke it to end it now.");
}

function termsOf(key: KeyCardRow): KeyTerms {
  const { name, scopes, expires_at, allowed_ips, spend_cap, spend_cap_period } = key;
  return { name, scopes, expires_at, allowed_ips, spend_cap, spend_cap_period };
}
