import type { KeyCard, OwnedKey } from "@/lib/contract/keys";
import type { Context } from "@/lib/domain/context";
import { keyStatus } from "@/lib/domain/keys/find";
import { readSpentByKey } from "@/lib/domain/keys/spend-cap";
import { isScope } from "@/lib/domain/principal";
import { notFound } from "@/lib/errors";
import type { Db } from "@/lib/store/db";
import { type KeyCardRow, readKeyCard } from "@/lib/store/keys";

/** Keys as the wire shows them: never the key, never a secret. */

export function presentKey(row: KeyCardRow): KeyCard {
  return {
    id: row.id,
    user_id: row.user_id,
    kind: row.kind,
    name: row.name,
    hint: row.hint,
    scopes: row.scopes.filter(isScope),
    status: keyStatus(row, new Date()),
    signing: signingOf(row),
    allowed_ips: row.allowed_ips,
    spend_cap:
      row.spend_cap === null || row.spend_cap_period === null
        ? null
        : { amount_usd: row.spend_cap, period: row.spend_cap_period },
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    revoked_at: row.revoked_at?.toISOString() ?? null,
    replaced_by: row.replaced_by,
    replaced_until: row.replaced_until?.toISOString() ?? null,
  };
}

/** With what was spent of each cap. */
export async function presentSpendingKey(ctx: Context, row: KeyCardRow): Promise<KeyCard> {
  const spent = await readSpentByKey(ctx, row);
  return { ...presentKey(row), ...(spent === null ? {} : { spent_usd: spent }) };
}

export function presentOwnedKey(row: KeyCardRow): OwnedKey {
  return { ...presentKey(row), email: row.email };
}

/** The card of a key that a handler has just changed. */
export async function keyCardOf(db: Db, id: number): Promise<KeyCard> {
  const row = await readKeyCard(db, id);
  if (!row) throw notFound();
  return presentKey(row);
}

function signingOf(row: KeyCardRow): KeyCard["signing"] {
  if (row.must_sign) return "required";
  return row.has_secret ? "optional" : "none";
}
