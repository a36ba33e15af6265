import type { PlannedRenewal } from "@/components/marks/coverage-line";
import type { Subscription } from "@/lib/contract/subscriptions";
import type { Transaction } from "@/lib/contract/users";
import { formatUsd, parseUsd } from "@/lib/money";

/** The renewals that are planned, and the day of the first that the balance does not reach; `null` when it reaches all. */
export interface Coverage {
  renewals: PlannedRenewal[];
  until: string | null;
}

/** Pays the planned renewals from the balance in the order of their days, until one does not fit. */
export function coverageOf(
  balanceUsd: string,
  subscriptions: readonly Subscription[],
  nameOf: (subscription: Subscription) => string,
): Coverage {
  let left = parseUsd(balanceUsd);
  let until: string | null = null;
  const renewals: PlannedRenewal[] = [];
  for (const subscription of byExpiry(subscriptions)) {
    const { auto_renew, expires_at, renewal_price_usd } = subscription;
    if (!auto_renew || expires_at === null || renewal_price_usd === null) continue;
    const price = parseUsd(renewal_price_usd);
    const covered = until === null && price <= left;
    if (covered) left -= price;
    else until ??= expires_at;
    renewals.push({ at: expires_at, price_usd: renewal_price_usd, covered, label: nameOf(subscription) });
  }
  return { renewals, until };
}

/** Soonest first; what has no end yet last. */
export function byExpiry(subscriptions: readonly Subscription[]): Subscription[] {
  const end = ({ expires_at }: Subscription) => expires_at ?? "9999";
  return [...subscriptions].sort((a, b) => end(a).localeCompare(end(b)));
}

/** What purchases and renewals took in the UTC month that holds `month`, refunds given back. */
export function spentIn(month: Date, transactions: readonly Transaction[]): string {
  const prefix = month.toISOString().slice(0, 7);
  const sum = transactions
    .filter(({ status, created_at }) => status === "completed" && created_at.startsWith(prefix))
    .filter(({ type }) => type === "purchase" || type === "renewal" || type === "refund")
    .reduce((total, { amount_usd }) => total - parseUsd(amount_usd), 0n);
  return formatUsd(sum);
}

/** The first instant of the UTC month before `month`'s. */
export function monthBefore(month: Date): Date {
  return new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() - 1, 1));
}
