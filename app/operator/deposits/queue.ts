import type { OperatorDeposit } from "@/lib/contract/deposits";

/** What the queue shows; without a choice what waits, or anything that a text fits. */
export const SHOWS = ["expired", "flagged", "late", "completed", "failed", "all"] as const;
type Show = (typeof SHOWS)[number];

interface QueueQuery {
  status?: OperatorDeposit["status"];
  flagged?: "true";
  flag?: "late";
}

/** The API's filters behind a choice. */
export function queueQuery(show: string | undefined, q: string | undefined): QueueQuery {
  const chosen: Show | "waiting" = SHOWS.find((name) => name === show) ?? (q ? "all" : "waiting");
  if (chosen === "all") return {};
  if (chosen === "flagged") return { flagged: "true" };
  if (chosen === "late") return { flag: "late" };
  return { status: chosen === "waiting" ? "pending" : chosen };
}
