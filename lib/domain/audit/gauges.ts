import { countJobs, countOpenOrders, countStock } from "@/lib/store/figures";
import { countPendingDeposits } from "@/lib/store/health";
import type { Business } from "../context";

/** What monitoring wants to know of the business, without anybody's name in it. */
export interface Gauges {
  jobsWaiting: number;
  jobsFailing: number;
  holdsOpen: number;
  depositsPending: number;
  /** Free addresses by category. */
  stockFree: Record<string, number>;
}

/** Reads the gauges. Throws when the database does not answer. */
export async function readGauges(ctx: Business): Promise<Gauges> {
  const [jobs, holds, stock, depositsPending] = await Promise.all([
    countJobs(ctx.db, new Date()),
    countOpenOrders(ctx.db),
    countStock(ctx.db),
    countPendingDeposits(ctx.db),
  ]);
  const stockFree: Record<string, number> = {};
  for (const { category, free } of stock) stockFree[category] = (stockFree[category] ?? 0) + free;
  return {
    jobsWaiting: jobs.waiting,
    jobsFailing: jobs.failing,
    holdsOpen: holds.reduce((sum, { orders }) => sum + orders, 0),
    depositsPending,
    stockFree,
  };
}
