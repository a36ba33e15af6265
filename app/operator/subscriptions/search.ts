import "server-only";
import { addDays } from "@/lib/clock";
import { CATEGORIES } from "@/lib/contract/catalog";
import { SUBSCRIPTION_STATUSES } from "@/lib/contract/subscriptions";
import { countryCode } from "@/lib/countries";
import { CURSOR, type FilterRule, readFilters, SEARCH_TEXT, type SearchParams } from "@/lib/list-url";
import { requestTime } from "@/lib/messages/server";

/** How far ahead "ending" looks, in days. */
export const AHEAD = ["1", "3", "7"] as const;

const RULES = {
  q: SEARCH_TEXT,
  user_id: /^[1-9]\d{0,14}$/,
  status: SUBSCRIPTION_STATUSES,
  category: CATEGORIES,
  country: SEARCH_TEXT,
  renewal: ["failing"],
  expiring: AHEAD,
  cursor: CURSOR,
} as const satisfies Record<string, FilterRule>;

/** The list's filters and page, as they stand in the URL. A country that is none counts as absent. */
export function readSearch(params: SearchParams) {
  const { country = "", ...rest } = readFilters(params, RULES);
  const code = countryCode(country);
  return { ...rest, ...(code ? { country: code } : {}) };
}

export type Search = ReturnType<typeof readSearch>;

/** The same for the API. What ends soon is still running, unless another status is asked for. */
export function queryOf({ expiring, status, category, renewal, ...rest }: Search) {
  const wanted = status ?? (expiring ? "active" : undefined);
  return {
    ...rest,
    status: SUBSCRIPTION_STATUSES.find((one) => one === wanted),
    category: CATEGORIES.find((one) => one === category),
    renewal: renewal ? ("failing" as const) : undefined,
    expiring_before: expiring ? addDays(requestTime(), Number(expiring)).toISOString() : undefined,
  };
}
