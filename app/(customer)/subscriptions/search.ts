import "server-only";
import { z } from "zod";
import { CATEGORIES } from "@/lib/contract/catalog";
import type { InputOf } from "@/lib/contract/route";
import { type listSubscriptions, SUBSCRIPTION_STATUSES } from "@/lib/contract/subscriptions";
import { listHref } from "@/lib/list-url";

/** How near an end may be to count as expiring. */
const SOON_MS = 7 * 86_400_000;

/** The list's filters and page, as they stand in the URL. What is not usable there counts as absent. */
const search = z.object({
  status: z.enum(SUBSCRIPTION_STATUSES).optional().catch(undefined),
  category: z.enum(CATEGORIES).optional().catch(undefined),
  expiring: z.literal("7d").optional().catch(undefined),
  q: z.string().trim().min(1).max(100).optional().catch(undefined),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional()
    .catch(undefined),
});

export type Search = z.infer<typeof search>;

/** Reads the list's filters from the URL. */
export function readSearch(params: Record<string, string | string[] | undefined>): Search {
  return search.parse(params);
}

/** The list with these filters, at this page. */
export function searchHref(wanted: Search): string {
  return listHref("/subscriptions", wanted);
}

/** Everything that these filters find, as CSV. */
export function csvHref(wanted: Search): string {
  return listHref("/subscriptions/csv", wanted);
}

/** The API's words for these filters. What expires within seven days has not ended yet, unless a status is asked for. */
export function asQuery(
  { expiring, ...filters }: Search,
  now: Date,
): InputOf<typeof listSubscriptions>["query"] {
  if (!expiring) return filters;
  const before = new Date(now.getTime() + SOON_MS).toISOString();
  return { ...filters, status: filters.status ?? "active", expiring_before: before };
}
