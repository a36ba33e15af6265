import type { UpcomingRenewals } from "@/lib/contract/renewals";
import type { Coverage } from "@/lib/domain/subscriptions/coverage";
import { formatUsd } from "@/lib/money";

/** The renewals to come, as the wire shows them. */
export function presentCoverage(coverage: Coverage): UpcomingRenewals {
  return {
    as_of: coverage.asOf.toISOString(),
    items: coverage.items.map((row) => ({
      subscription_id: row.id,
      category: row.category,
      country: row.country,
      quantity: row.quantity,
      label: row.label,
      expires_at: row.expires_at.toISOString(),
      price_usd: formatUsd(row.price),
      state: row.state,
    })),
    has_more: coverage.hasMore,
    covered_until: coverage.coveredUntil?.toISOString() ?? null,
    shortfall_usd: formatUsd(coverage.shortfall),
    top_up_by: coverage.topUpBy?.toISOString() ?? null,
  };
}
