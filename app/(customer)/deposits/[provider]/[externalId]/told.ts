import type { Deposit } from "@/lib/contract/deposits";

/** How a deposit stands, in the words of its page: a late payment and a reversal are told apart. */
export function toldOf(deposit: Deposit): Deposit["status"] | "late" | "reversed" {
  if (deposit.status === "completed" && deposit.is_late) return "late";
  if (deposit.status === "failed" && deposit.received_usd !== null) return "reversed";
  return deposit.status;
}
