import "server-only";
import { z } from "zod";
import { CATEGORIES } from "@/lib/contract/catalog";
import { SUBSCRIPTION_STATUSES } from "@/lib/contract/subscriptions";

/** The list's filters and page, as they stand in the URL. What is not usable there counts as absent. */
const search = z.object({
  status: z.enum(SUBSCRIPTION_STATUSES).optional().catch(undefined),
  category: z.enum(CATEGORIES).optional().catch(undefined),
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
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, value);
  return query.size ? `/subscriptions?${query}` : "/subscriptions";
}
