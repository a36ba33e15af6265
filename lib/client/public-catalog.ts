import "server-only";
import { presentCategory } from "@/lib/api/presenters";
import { type Category, MAX_QUANTITY } from "@/lib/contract/catalog";
import { foreignApiUrl } from "@/lib/env";
import { runtime } from "@/lib/runtime";

/**
 * What is sold now, for who has no key: public prices, and where it can be had. No country tells more units than one
 * order can take. Empty when the dashboard works for another deployment, whose catalog asks for a key.
 */
export async function readPublicCatalog(): Promise<Category[]> {
  const { catalog, env } = await runtime();
  if (foreignApiUrl(env) !== null || !catalog) return [];
  const { categories, stock } = await catalog.offer(0);
  return categories
    .filter(({ live, tiers }) => live && tiers.length > 0)
    .map((category) => {
      const free = stock.filter((row) => category.kind === "static" && row.category === category.category);
      const countries = free.map((row) => ({
        code: row.country,
        available: Math.min(MAX_QUANTITY, row.free),
      }));
      return presentCategory({ category, countries });
    });
}
