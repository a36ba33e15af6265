import type { Tier } from "@/lib/contract/catalog";
import { formatUnitPrice, formatUsd, parseUnitPrice, priceOf } from "@/lib/money";

/** What a quantity costs by public tiers, and what the next tier saves on each. */
export interface PublicPrice {
  unitPriceUsd: string;
  totalUsd: string;
  next: { from: number; savingUsd: string } | null;
}

/** The same reckoning as a quote's: the whole quantity at the unit price of the tier that it reaches. */
export function priceOfWish(tiers: readonly Tier[], quantity: number): PublicPrice | null {
  const reached = tiers.findLast((tier) => tier.min_quantity <= quantity);
  if (!reached) return null;
  const unit = parseUnitPrice(reached.unit_price_usd);
  const next = tiers.find((tier) => tier.min_quantity > quantity);
  return {
    unitPriceUsd: formatUnitPrice(unit),
    totalUsd: formatUsd(priceOf(unit, quantity)),
    next: next
      ? {
          from: next.min_quantity,
          savingUsd: formatUnitPrice(unit - parseUnitPrice(next.unit_price_usd)),
        }
      : null,
  };
}
