import { AppError } from "@/lib/errors";
import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import { lockSpendCap, readSpent } from "@/lib/store/spend";
import type { Business, Context } from "../context";

/** The most that a key may spend: in a calendar month (UTC, business time), or in all. */
export interface SpendCap {
  amount: Usd;
  period: "month" | "total";
}

/**
 * Throws `spend_cap_exceeded` when an order of this price is more than the principal's key may still spend; true until
 * the transaction ends. Answers whose orders the new one counts with; `null` for a key without a cap.
 */
export async function requireSpendCap(ctx: Context, price: Usd): Promise<number | null> {
  if (!ctx.principal.isCapped) return null;
  const row = await lockSpendCap(ctx.db, ctx.principal.keyId);
  if (!row) return null;
  const since = row.period === "month" ? monthStart(ctx.clock.now()) : null;
  const left = parseUsd(row.cap) - parseUsd(await readSpent(ctx.db, row.counts_as, since));
  if (price <= left) return row.counts_as;
  const scope = row.period === "month" ? " this month" : "";
  throw new AppError(
    "spend_cap_exceeded",
    `This key may spend ${row.cap} USD${scope}; ${formatUsd(left)} of it is left.`,
    { price_usd: formatUsd(price) },
  );
}

/**
 * Throws `spend_cap_exceeded` for a key with a cap: what auto-renew charges is nobody's order, so no cap would bound what
 * the key sets going.
 */
export function requireNoCap({ principal }: Context): void {
  if (principal.isCapped)
    throw new AppError("spend_cap_exceeded", "A key with a spending cap can't switch auto-renew on.");
}

/** What counts against a key's cap by now; `null` for a key without one. */
export async function readSpentByKey(
  ctx: Business,
  key: { id: number; spend_cap_period: SpendCap["period"] | null; spends_as: number | null },
): Promise<string | null> {
  if (key.spend_cap_period === null) return null;
  const since = key.spend_cap_period === "month" ? monthStart(ctx.clock.now()) : null;
  return readSpent(ctx.db, key.spends_as ?? key.id, since);
}

function monthStart(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
}
