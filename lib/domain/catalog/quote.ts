import { notFound } from "@/lib/errors";
import { parseUnitPrice, priceOf, type UnitPrice, type Usd } from "@/lib/money";
import { type CategoryRow, hasFreeStock, readCategory } from "@/lib/store/catalog";
import type { Business, Principal } from "../context";
import { createCatalogMemory, type Offer } from "./memory";

/** Who looks at the catalog: a request, or the business itself. */
export type Viewer = Business & { principal?: Principal };

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
  return quoteIn(await readCategory(ctx.db, wish.category), wish.quantity);
}

/** The same price for showing: from memory, where that is not older than what the caller may know. */
export async function shownQuote(
  ctx: Viewer,
  wish: { category: string; quantity: number },
): Promise<QuoteFor> {
  return quoteIn(await shownCategory(ctx, wish.category), wish.quantity);
}

/** A category as it is sold, for showing; `null` for one that there is not. */
export async function shownCategory(ctx: Viewer, category: string): Promise<CategoryRow | null> {
  const { categories } = await shownOffer(ctx);
  return categories.find((row) => row.category === category) ?? null;
}

/** What is on offer, for showing: not older than what the caller may know. */
export function shownOffer(ctx: Viewer): Promise<Offer> {
  const memory = ctx.catalog ?? createCatalogMemory(ctx.db);
  return memory.offer(ctx.principal?.catalogVersion);
}

/** The price of a quantity in a category. Throws `not_found` where there is none. */
export function quoteIn(category: CategoryRow | null, quantity: number): QuoteFor {
  if (!category) throw notFound();
  return { category, quantity, ...priceIn(category, quantity) };
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

/** So many more than asked for won't be sold while a count is remembered. */
const SAFE_MARGIN = 2_000;

/** True when the quantity can be had now; rotating traffic is not sold by API v1. Counts exactly where it is close. */
export async function isAvailable(ctx: Viewer, quote: QuoteFor, country: string | null): Promise<boolean> {
  const { category, live, kind } = quote.category;
  if (!live || kind !== "static") return false;
  const { stock } = await shownOffer(ctx);
  const isPlenty = stock.some(
    (row) =>
      row.category === category &&
      (country === null || row.country === country) &&
      row.free >= quote.quantity + SAFE_MARGIN,
  );
  return isPlenty || hasFreeStock(ctx.db, category, country, quote.quantity);
}

export interface CategoryOnSale {
  category: CategoryRow;
  countries: { code: string; available: number }[];
}

/** Everything that is sold, with free units per country; the addresses of a rotating category are exits, not units. */
export async function readCatalog(ctx: Viewer): Promise<CategoryOnSale[]> {
  const offer = await shownOffer(ctx);
  const known = onSale.get(offer);
  if (known) return known;
  const all = categoriesOnSale(offer);
  onSale.set(offer, all);
  return all;
}

/** An offer never changes, so what follows from it is made once. */
const onSale = new WeakMap<Offer, CategoryOnSale[]>();

function categoriesOnSale({ categories, stock }: Offer): CategoryOnSale[] {
  return categories.map((category) => ({
    category,
    countries: stock
      .filter((row) => category.kind === "static" && row.category === category.category)
      .map((row) => ({ code: row.country, available: row.free })),
  }));
}
