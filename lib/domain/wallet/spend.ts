import { parseUsd, type Usd } from "@/lib/money";
import { listSpend } from "@/lib/store/outlook";
import type { Business } from "../context";

/** What a UTC month took: purchases and renewals, less refunds. */
export interface MonthOfSpend {
  /** `2026-07` */
  month: string;
  spent: Usd;
}

/** A user's spend of the last `count` UTC months, the running one included, oldest first; one without any is zero. */
export async function readSpend(ctx: Business, userId: number, count: number): Promise<MonthOfSpend[]> {
  const now = ctx.clock.now();
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count + 1, 1));
  const rows = await listSpend(ctx.db, userId, first, now);
  const spent = new Map(rows.map((row) => [row.month, parseUsd(row.spent)]));
  return Array.from({ length: count }, (_, n) => {
    const month = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + n, 1))
      .toISOString()
      .slice(0, 7);
    return { month, spent: spent.get(month) ?? 0n };
  });
}
