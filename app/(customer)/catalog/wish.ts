import type { Category, Quote } from "@/lib/contract/catalog";
import type { ErrorCode } from "@/lib/errors";
import { FIRST_COUNTRY, pickCountry } from "./pick-country";

/** What the visitor has picked, as the URL says it. */
export interface Wish {
  category: Category["category"];
  country: string;
  quantity: number;
}

/** What the quote's address answers. */
export type QuoteAnswer =
  | { ok: true; quote: Quote; balance_usd: string }
  | { ok: false; error: { code: ErrorCode; request_id?: string } };

/** The wish in a query, with what is missing or unknown replaced: ISP, United States, one. */
export function readWish(query: URLSearchParams, categories: readonly Category[], max: number): Wish {
  const category =
    categories.find((one) => one.category === query.get("category")) ??
    categories.find((one) => one.kind === "static") ??
    categories[0];
  const typed = query.get("quantity") ?? "";
  const quantity = /^\d{1,9}$/.test(typed) ? Math.min(max, Math.max(1, Number(typed))) : 1;
  return {
    category: category?.category ?? "isp",
    country: pickCountry(category, query.get("country")?.toUpperCase() ?? FIRST_COUNTRY),
    quantity,
  };
}

/** `category=isp&country=US&quantity=5`. */
export function wishQuery(wish: Wish): string {
  return new URLSearchParams({
    category: wish.category,
    country: wish.country,
    quantity: String(wish.quantity),
  }).toString();
}

/** A category that can be bought here. */
export function isSold(category: Category): category is Category & { category: "isp" | "datacenter" } {
  return (category.category === "isp" || category.category === "datacenter") && category.live;
}
