import { addDays } from "@/lib/clock";
import type { Subscription } from "@/lib/contract/subscriptions";
import { TRY_AHEAD_DAYS } from "@/lib/domain/subscriptions/ahead";
import { parseUsd } from "@/lib/money";
import type { SubscriptionRow } from "@/lib/store/subscriptions";

/** How automatic renewal stands; nothing for what is not renewed by itself. */
export function presentRenewal(row: SubscriptionRow): Pick<Subscription, "renewal"> {
  if (!row.auto_renew || row.kind !== "static" || row.state !== "active" || !row.expires_at) return {};
  const isRise = row.announced_price !== null && parseUsd(row.announced_price) > parseUsd(row.price);
  const firstTry = addDays(row.expires_at, -TRY_AHEAD_DAYS);
  const next = row.next_try_at ?? firstTry;
  return {
    renewal: {
      next_try_at: next.toISOString(),
      problem: asProblem(row.renewal_problem),
      waiting_for_yes: row.renewal_problem === "price_changed",
      announced_price_usd: isRise ? row.announced_price : null,
    },
  };
}

/** Only codes of refusals are noted as problems. */
function asProblem(code: string | null): NonNullable<Subscription["renewal"]>["problem"] {
  return code as NonNullable<Subscription["renewal"]>["problem"];
}
