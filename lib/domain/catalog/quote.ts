import { notFound } from "@/lib/errors";
import { parseUnitPrice, priceOf, type UnitPrice, type Usd } from "@/lib/money";
import {
  type CategoryRow,
  countFreeStock,
  hasFreeStock,
  listCategories,
  readCategory,
} from "@/lib/store/catalog";
import type { Business } from "../context";

export interface QuoteFor {
  category: CategoryRow;
  quantity: number;
  unit: UnitPrice;
  price: Usd;
  nextTier: { minQuantity: number; unit: UnitPrice } | null;
}

/** The price of a quantity today. Throws `not_found` for a category that is not sold at all. */
export async function quoteFor(
  ctx: Business,
  wish: { category: string; quantity: number },
): Promise<QuoteFor> {
  const category = await readCategory(ctx.db, wish.category);
  if (!category) throw notFound();
  return { category, quantity: wish.quantity, ...priceIn(category, wish.quantity) };
}

/** The whole quantity at the unit price of the tier that it reaches. */
export function priceIn(
  category: CategoryRow,
  quantity: number,
): Pick<QuoteFor, "unit" | "price" | "nextTier"> {
  const reached = category.tiers.findLast((tier) => tier.min_quantity <= quantity);
  if (!reached) throw new Error(`Category ${category.category} has no tier for ${quantity}.`);
  const next = category.tiers.find((tier) => tier.min_quantity > quantity);
  const unit = parseUnitPrice(reached.unit_price);
  return {
    unit,
    price: priceOf(unit, quantity),
    nextTier: next ? { minQuantity: next.min_quantity, unit: parseUnitPrice(next.unit_price) } : null,
  };
}

/** True when the quantity can be had now; rotating traffic is not sold by API v1. */
export async function isAvailable(ctx: Business, quote: QuoteFor, country: string | null): Promise<boolean> {
  if (!quote.category.live || quote.category.kind !== "static") return false;
  return hasFreeStock(ctx.db, quote.category.category, country, quote.quantity);
}

export interface CategoryOnSale {
  category: CategoryRow;
  countries: { code: string; available: number }[];
}

/** Everything that is sold, with free units per country; the addresses of a rotating category are exits, not units. */
export async function readCatalog(ctx: Business): Promise<CategoryOnSale[]> {
  const [categories, stock] = await Promise.all([listCategories(ctx.db), countFreeStock(ctx.db)]);
  return categories.map((category) => ({
    category,
    countries: stock
      .filter((row) => category.kind === "static" && row.category === category.category)
      .map((row) => ({ code: row.country, available: row.free })),
  }));
}
