import type { Posting } from "@/lib/contract/admin-users";

/**
 * How a line of an explained balance reads. What left the balance was set aside first, and the account of what is
 * held tells how that ended; on the balance itself the same line is called by that end.
 */
export function stepOf(
  { step, status }: Pick<Posting, "step" | "status">,
  account: "wallet" | "held",
): Posting["step"] | "holdCharged" | "holdUndone" {
  if (step !== "hold" || account !== "wallet" || status === "pending") return step;
  return status === "completed" ? "holdCharged" : "holdUndone";
}
