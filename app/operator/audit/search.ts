import "server-only";
import { CURSOR, type FilterRule, readFilters, SEARCH_TEXT, type SearchParams } from "@/lib/list-url";

const ID = /^[1-9]\d{0,14}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
const RULES = {
  action: /^[a-z_.]{1,100}$/,
  subject: /^[a-z_]{1,100}$/,
  subject_id: ID,
  user_id: ID,
  by: SEARCH_TEXT,
  since: DAY,
  until: DAY,
  cursor: CURSOR,
} as const satisfies Record<string, FilterRule>;

/** The trail's filters and page, as they stand in the URL. */
export function readSearch(params: SearchParams) {
  return readFilters(params, RULES);
}

/** The same for the API: whole days in UTC, the last one included. A day that there is not counts as absent. */
export function queryOf({ since, until, ...rest }: ReturnType<typeof readSearch>) {
  return { ...rest, since: instantOf(since, 0), until: instantOf(until, DAY_MS) };
}

function instantOf(day: string | undefined, plusMs: number): string | undefined {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : new Date(at + plusMs).toISOString();
}
