import type { RouteDefinition } from "@/lib/contract/route";
import { fieldsOf } from "./failure";
import type { AnyInput } from "./request";

/** What we added to the published requests, by route; of lists everything but `user_id`. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  "post /proxy/quote": ["country_name"],
  "post /proxy/static": ["max_price_usd"],
  "post /proxy/subscriptions/{id}/renew": ["max_price_usd"],
};
const LISTS = new Set(["get /transactions", "get /proxy/subscriptions"]);

/**
 * The input with the published API's fields alone, for a deployment that refuses any other; `null` when it has no
 * other. Without `max_price_usd` the price is whatever it is there at that moment.
 */
export function plainInput<I extends AnyInput>(route: RouteDefinition, input: I): I | null {
  const name = `${route.method} ${route.path}`;
  if (LISTS.has(name)) return "query" in input ? without(input, "query", isAddedQuery) : null;
  const added = ADDED[name];
  return added ? without(input, "body", (field) => added.includes(field)) : null;
}

/** Filters that name a field of the items. */
const FILTERS = ["type", "status", "category"] as const;

/** A list with the items that the query asked for, from a deployment that may know no filter. */
export function narrow(answer: unknown, query: Record<string, unknown> = {}): unknown {
  const { items, ...rest } = fieldsOf(answer);
  if (!Array.isArray(items)) return answer;
  const fits = (item: unknown) =>
    FILTERS.every((name) => query[name] === undefined || fieldsOf(item)[name] === query[name]);
  return { ...rest, items: items.filter(fits) };
}

const PUBLISHED = new Set([
  ...Object.keys(ADDED),
  "post /proxy/subscriptions/{id}/auto-renew",
  "post /deposits",
]);

/** Whether a route that changes something is one that we added, so that a deployment may do without. */
export function isAddedAct({ method, path }: RouteDefinition): boolean {
  return method !== "get" && !PUBLISHED.has(`${method} ${path}`);
}

function isAddedQuery(field: string): boolean {
  return field !== "user_id";
}

function without<I extends AnyInput>(
  input: I,
  part: "query" | "body",
  isAdded: (field: string) => boolean,
): I | null {
  const fields = Object.entries(input[part] ?? {});
  const kept = fields.filter(([field, value]) => value === undefined || !isAdded(field));
  return kept.length === fields.length ? null : { ...input, [part]: Object.fromEntries(kept) };
}
