import "server-only";
import { read } from "@/lib/client";
import { listSubscriptions, type Subscription } from "@/lib/contract/subscriptions";
import { listTransactions, type Transaction } from "@/lib/contract/users";

const PAGE = "100";
const MOST_PAGES = 10;

/** The active subscriptions, a thousand at most; `hasMore` when that was not all. */
export async function readActive(): Promise<{ items: Subscription[]; hasMore: boolean }> {
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
}

/** The transactions since an instant, a thousand at most. */
export async function readTransactionsSince(since: Date): Promise<Transaction[]> {
  const items: Transaction[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { limit: PAGE, ...(cursor ? { cursor } : {}) };
    const answer = await read(listTransactions, { query });
    items.push(...answer.items);
    const oldest = answer.items.at(-1);
    if (!answer.next_cursor || !oldest || oldest.created_at < since.toISOString()) break;
    cursor = answer.next_cursor;
  }
  return items;
}
