import type { RouteDefinition } from "@/lib/contract/route";
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
