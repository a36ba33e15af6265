import { parseUsd } from "@/lib/money";
import { type KeyCardRow, replaceKey, revokeKey as storeRevocation } from "@/lib/store/keys";
import { type Context, inside, recordAudit } from "../context";
import { isScope } from "../principal";
import { createKey } from "./create";
import { keyStatus, lockManagedKey, requireChangeable } from "./find";
import { type Overlap, overlapEnd } from "./overlap";
import { copySecret } from "./signing";
import type { SpendCap } from "./spend-cap";

/**
 * Replaces a key by a new one with the same name, rights, limits and signing secret; the old one is good until the
 * overlap ends. The new key is in the answer, once. Throws `not_found`, `invalid_state`.
 */
export function rotateKey(
  ctx: Context,
  id: number,
  overlap: Overlap,
): Promise<{ id: number; key: string; oldUntil: Date }> {
  return ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    const old = await lockManagedKey(inner, id);
    requireChangeable(old);
    const fresh = await createKey(tx, {
      kind: old.kind,
      userId: old.user_id,
      name: old.name,
      scopes: old.scopes.filter(isScope),
      prefix: ctx.keyPrefix,
      expiresAt: old.expires_at,
      allowedIps: old.allowed_ips,
      mustSign: old.must_sign,
      spendCap: capOf(old),
      spendsAs: old.spends_as ?? old.id,
    });
    await copySecret(inner, old.id, fresh.id);
    const oldUntil = overlapEnd(overlap, new Date());
    await replaceKey(tx, old.id, { id: fresh.id, until: oldUntil });
    await recordAudit(inner, {
      action: "key.rotate",
      subject: "key",
      subjectId: old.id,
      userId: old.user_id,
      facts: { overlap, new_key_id: fresh.id },
    });
    return { ...fresh, oldUntil };
  });
}

function capOf(key: KeyCardRow): SpendCap | null {
  if (key.spend_cap === null || key.spend_cap_period === null) return null;
  return { amount: parseUsd(key.spend_cap), period: key.spend_cap_period };
}

/** Revokes a key or a sign-in from the next request on; a second time changes nothing. Throws `not_found`. */
export function revokeKey(ctx: Context, id: number): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    const key = await lockManagedKey(inner, id);
    if (keyStatus(key, new Date()) === "revoked") return;
    await storeRevocation(tx, key.id, new Date());
    await recordAudit(inner, {
      action: "key.revoke",
      subject: "key",
      subjectId: key.id,
      userId: key.user_id,
      facts: { name: key.name },
    });
  });
}
