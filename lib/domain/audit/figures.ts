import { addDays, DAY_MS } from "@/lib/clock";
import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import {
  countDays,
  countJobs,
  countOpenOrders,
  countRange,
  countStock,
  countWaiting,
  type DayRow,
  type StockCountRow,
} from "@/lib/store/figures";
import type { Business } from "../context";

export interface Figures {
  since: Date;
  days: DayRow[];
  totals: Omit<DayRow, "day"> & { users_active: number; orders_failed: number };
  waiting: { deposits: number; renewals_failing: number };
  openHolds: { orders: number; amount: string; oldestAt: Date | null };
  jobs: { waiting: number; failing: number };
  stock: StockCountRow[];
}

/** The figures of the last days, today included, by the business's clock and UTC days. */
export async function readFigures(ctx: Business, days: number): Promise<Figures> {
  const today = Math.floor(ctx.clock.now().getTime() / DAY_MS) * DAY_MS;
  const until = new Date(today + DAY_MS);
  const since = addDays(until, -days);
  const [perDay, range, holds, jobs, stock, waiting] = await Promise.all([
    countDays(ctx.db, since, until),
    countRange(ctx.db, since, until),
    countOpenOrders(ctx.db),
    countJobs(ctx.db, new Date()),
    countStock(ctx.db),
    countWaiting(ctx.db, ctx.clock.now()),
  ]);
  const oldest = holds.map((hold) => hold.oldest_at.getTime());
  return {
    since,
    days: perDay,
    totals: { ...totalOf(perDay), ...range },
    waiting,
    openHolds: {
      orders: holds.reduce((sum, hold) => sum + hold.orders, 0),
      amount: sumOf(holds.map((hold) => hold.amount)),
      oldestAt: oldest.length ? new Date(Math.min(...oldest)) : null,
    },
    jobs,
    stock,
  };
}

function totalOf(days: readonly DayRow[]): Omit<DayRow, "day"> {
  const count = (name: "purchases" | "renewals" | "refunds" | "users_new") =>
    days.reduce((sum, day) => sum + day[name], 0);
  return {
    revenue: sumOf(days.map((day) => day.revenue)),
    refunds_amount: sumOf(days.map((day) => day.refunds_amount)),
    purchases: count("purchases"),
    renewals: count("renewals"),
    refunds: count("refunds"),
    users_new: count("users_new"),
  };
}

function sumOf(amounts: readonly string[]): string {
  return formatUsd(amounts.reduce((sum: Usd, amount) => sum + parseUsd(amount), 0n));
}
