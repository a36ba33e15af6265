import { addDays } from "@/lib/clock";
import { notFound } from "@/lib/errors";
import { parseUsd, type Usd } from "@/lib/money";
import { listPlannedRenewals, type PlannedRenewalRow } from "@/lib/store/outlook";
import { readWallet } from "@/lib/store/wallets";
import { priceIn, shownCategory } from "../catalog/quote";
import type { Context } from "../context";
import { GRACE_DAYS } from "../orders/renew";

/** How far ahead renewals are planned, and how many are told at most. */
const AHEAD_DAYS = 60;
const MOST = 200;

/** `covered` or `short`: the balance reaches it or not. `failed`: tried without enough money. */
export type RenewalState = "covered" | "short" | "failed" | "waiting_for_yes";

export interface PlannedRenewal extends PlannedRenewalRow {
  price: Usd;
  state: RenewalState;
}

/** The renewals to come and what the balance does for them. */
export interface Coverage {
  asOf: Date;
  items: PlannedRenewal[];
  hasMore: boolean;
  coveredUntil: Date | null;
  shortfall: Usd;
  topUpBy: Date | null;
}

/** What a user's automatic renewals of the next 60 days cost, and until when the balance pays for them. */
export async function readCoverage(ctx: Context, userId: number): Promise<Coverage> {
  const now = ctx.clock.now();
  const [wallet, rows] = await Promise.all([
    readWallet(ctx.db, userId),
    listPlannedRenewals(ctx.db, {
      userId,
      after: addDays(now, -GRACE_DAYS),
      until: addDays(now, AHEAD_DAYS),
      limit: MOST + 1,
    }),
  ]);
  if (!wallet) throw notFound();
  const priced = await Promise.all(
    rows.slice(0, MOST).map(async (row) => ({ ...row, price: await priceOfRow(ctx, row) })),
  );
  return { hasMore: rows.length > MOST, ...cover(parseUsd(wallet.balance), priced, now) };
}

type Priced = Omit<PlannedRenewal, "state">;

/**
 * Pays renewals from a balance in the order of their ends, until one does not fit. What waits for a yes is not charged,
 * so it takes nothing. `rows` are soonest first.
 */
export function cover(balance: Usd, rows: readonly Priced[], now: Date): Omit<Coverage, "hasMore"> {
  let left = balance;
  let firstShort: number | null = null;
  const items = rows.map((row): PlannedRenewal => {
    if (row.problem === "price_changed") return { ...row, state: "waiting_for_yes" };
    const isReached = firstShort === null && row.price <= left;
    if (isReached) left -= row.price;
    else firstShort ??= row.id;
    if (row.problem === "insufficient") return { ...row, state: "failed" };
    return { ...row, state: isReached ? "covered" : "short" };
  });
  const short = items.find(({ id }) => id === firstShort);
  const topUpBy = short ? deadlineOf(short, now) : null;
  const due = items.filter((row) => row.state !== "waiting_for_yes" && topUpBy && row.expires_at <= topUpBy);
  const missing = due.reduce((sum, { price }) => sum + price, 0n) - balance;
  return {
    asOf: now,
    items,
    coveredUntil: short?.expires_at ?? null,
    topUpBy,
    shortfall: short && missing > 0n ? missing : 0n,
  };
}

/** Money helps until the term ends, and when it has ended until the grace does. */
function deadlineOf(row: Priced, now: Date): Date {
  return row.expires_at > now ? row.expires_at : addDays(row.expires_at, GRACE_DAYS);
}

async function priceOfRow(ctx: Context, row: PlannedRenewalRow): Promise<Usd> {
  const category = await shownCategory(ctx, row.category);
  if (!category) throw notFound();
  return priceIn(category, row.quantity).price;
}
