import type { Receipt } from "@/lib/contract/users";
import { formatUsd, parseUsd } from "@/lib/money";

/** By how much the balance changed: what is pending or failed has not moved it for good, or not at all. */
export function changeOf({
  postings,
  status,
  amount_usd,
}: Pick<Receipt, "postings" | "status" | "amount_usd">): string {
  if (postings.length === 0) return status === "completed" ? amount_usd : "0.00";
  const legs = postings.filter(({ account }) => account === "wallet");
  return formatUsd(legs.reduce((sum, leg) => sum + parseUsd(leg.amount_usd), 0n));
}
