import "server-only";
import { cache } from "react";
import { call, read } from "@/lib/client";
import { listRenewals, listSpend, type MonthOfSpend, type UpcomingRenewals } from "@/lib/contract/renewals";
import { listSubscriptions, type Subscription } from "@/lib/contract/subscriptions";

const PAGE = "100";
const MOST_PAGES = 10;
const MONTHS = "6";

/** The active subscriptions, a thousand at most; `hasMore` when that was not all. */
export const readActive = cache(async (): Promise<{ items: Subscription[]; hasMore: boolean }> => {
  const items: Subscription[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { status: "active", limit: PAGE, ...(cursor ? { cursor } : {}) } as const;
    const answer = await read(listSubscriptions, { query });
    items.push(...answer.items);
    if (!answer.next_cursor) return { items, hasMore: false };
    cursor = answer.next_cursor;
  }
  return { items, hasMore: true };
});

/** The renewals to come, read once per request; `null` from a deployment that does not tell them. */
export const readRenewals = cache(async (userId: number): Promise<UpcomingRenewals | null> => {
  const result = await call(listRenewals, { params: { user_id: String(userId) } });
  return result.ok ? result.answer : null;
});

/** What the last six months took, oldest first; `null` from a deployment that does not tell it. */
export const readSpend = cache(async (userId: number): Promise<MonthOfSpend[] | null> => {
  const input = { params: { user_id: String(userId) }, query: { months: MONTHS } };
  const result = await call(listSpend, input);
  return result.ok ? result.answer.items : null;
});

/** Begins to read while the frame around the overview is still being read; whoever awaits them hears of a failure. */
export function startReading(userId: number): void {
  for (const reading of [readActive(), readSpend(userId)]) reading.catch(() => undefined);
}
