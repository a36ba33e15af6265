import "server-only";
import { STOCK_STATUSES } from "@/lib/contract/admin-shop";
import { CATEGORIES } from "@/lib/contract/catalog";
import { countryCode } from "@/lib/countries";
import { CURSOR, type FilterRule, readFilters, SEARCH_TEXT, type SearchParams } from "@/lib/list-url";

const RULES = {
  q: SEARCH_TEXT,
  supplier: /^[a-z-]{1,64}$/,
  category: CATEGORIES,
  country: SEARCH_TEXT,
  status: STOCK_STATUSES,
  cursor: CURSOR,
} as const satisfies Record<string, FilterRule>;

/** The list's filters and page, as they stand in the URL. A country that is none counts as absent. */
export function readSearch(params: SearchParams) {
  const { status, category, country = "", ...rest } = readFilters(params, RULES);
  const code = countryCode(country);
  return {
    ...rest,
    ...(code ? { country: code } : {}),
    status: STOCK_STATUSES.find((one) => one === status),
    category: CATEGORIES.find((one) => one === category),
  };
}

export type Search = ReturnType<typeof readSearch>;
