import "server-only";
import { cache } from "react";
import { call, read } from "@/lib/client";
import { getHoldings, type Holdings } from "@/lib/contract/holdings";
import { listRenewals, listSpend, type MonthOfSpend, type UpcomingRenewals } from "@/lib/contract/renewals";
import { listSubscriptions, type Subscription } from "@/lib/contract/subscriptions";

const PAGE = "100";
const MONTHS = "6";

/** Active subscriptions and their IPs, and the five that end first, or some of those of a deployment that tells no sums. */
export const readActive = cache(async (userId: number): Promise<Holdings> => {
  const result = await call(getHoldings, { params: { user_id: String(userId) } });
  if (result.ok) return result.answer;
  const { items } = await read(listSubscriptions, { query: { status: "active", limit: PAGE } });
  const ips = items.filter(({ unit }) => unit === "IP").reduce((sum, { quantity }) => sum + quantity, 0);
  return { subscriptions: items.length, ips, ending: byEnd(items) };
});

/** Soonest first; what has no end yet last. */
function byEnd(subscriptions: readonly Subscription[]): Subscription[] {
  const end = ({ expires_at }: Subscription) => expires_at ?? "9999";
  return subscriptions.toSorted((a, b) => end(a).localeCompare(end(b)));
}

/** The renewals to come, read once per request; `null` from a deployment that does not tell them. */
export const readRenewals = cache(async (userId: number): Promise<UpcomingRenewals | null> => {
  const result = await call(listRenewals, { params: { user_id: String(userId) } });
  return result.ok ? result.answer : null;
});

/** What the last six months took, oldest first; `null` from a deployment that does not tell it. */
export async function readSpend(userId: number): Promise<MonthOfSpend[] | null> {
  const input = { params: { user_id: String(userId) }, query: { months: MONTHS } };
  const result = await call(listSpend, input);
  return result.ok ? result.answer.items : null;
}
