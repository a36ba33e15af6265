import type { Pricing } from "@/lib/contract/admin-shop";
import { formatUnitPrice, parseUnitPrice } from "@/lib/money";
import type { CategoryRow } from "@/lib/store/catalog";

/** Prices and stock, as operators see them. */

export function presentPricing({ category, label, unit, live, tiers }: CategoryRow): Pricing {
  return {
    category,
    label,
    unit,
    live,
    tiers: tiers.map((tier) => ({
      min_quantity: tier.min_quantity,
      unit_price_usd: formatUnitPrice(parseUnitPrice(tier.unit_price)),
    })),
  };
}
