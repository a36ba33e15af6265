import type { Category } from "@/lib/contract/catalog";

/** What one costs in the largest quantities, in US dollars; a deployment that tells no tiers tells the price of one. */
export function lowestPrice({ tiers, sample_price_usd }: Category): string {
  return tiers?.at(-1)?.unit_price_usd ?? sample_price_usd;
}
