import "server-only";
import { foreignApiUrl } from "@/lib/env";
import { formatUnitPrice, parseUnitPrice } from "@/lib/money";
import { runtime } from "@/lib/runtime";

/** From what a unit of a category costs, for who has no key. */
export interface PublicPrice {
  category: "isp" | "datacenter" | "residential" | "mobile";
  unit: "IP" | "GB";
  /** Of one unit, and of the best tier. */
  unitPriceUsd: string;
  bestPriceUsd: string;
  bestFrom: number;
}

/**
 * What is sold now and its prices, which are public: nothing else of the catalog, and nobody's data. Empty when the
 * dashboard works for another deployment, whose catalog asks for a key.
 */
export async function readPublicPrices(): Promise<PublicPrice[]> {
  const { catalog, env } = await runtime();
  if (foreignApiUrl(env) !== null || !catalog) return [];
  const { categories } = await catalog.offer(0);
  return categories.flatMap(({ category, unit, live, tiers }) => {
    const [first] = tiers;
    const best = tiers.at(-1);
    if (!live || !first || !best) return [];
    return {
      category,
      unit,
      unitPriceUsd: formatUnitPrice(parseUnitPrice(first.unit_price)),
      bestPriceUsd: formatUnitPrice(parseUnitPrice(best.unit_price)),
      bestFrom: best.min_quantity,
    };
  });
}
