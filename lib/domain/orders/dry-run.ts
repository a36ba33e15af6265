import { AppError, type ErrorCode } from "@/lib/errors";
import { parseUsd, type UnitPrice, type Usd } from "@/lib/money";
import { readWallet } from "@/lib/store/wallets";
import { quoteFor } from "../catalog/quote";
import { type Context, inside } from "../context";

export interface DryRun {
  price: Usd;
  unit: UnitPrice;
  balanceAfter: Usd;
  problem: ErrorCode | null;
}

class RolledBack extends Error {}

/** Runs the very work and rolls it back: what it answered, or the refusal that it met. Stores nothing. */
export async function undone<T>(
  ctx: Context,
  work: (ctx: Context) => Promise<T>,
): Promise<{ result: T; problem: null } | { problem: ErrorCode }> {
  const results: T[] = [];
  try {
    await ctx.db.transact(async (tx) => {
      results.push(await work(inside(ctx, tx)));
      throw new RolledBack();
    });
  } catch (error) {
    if (error instanceof AppError) return { problem: error.code };
    if (!(error instanceof RolledBack)) throw error;
  }
  const [result] = results;
  if (result === undefined) throw new Error("The work of a dry run answered nothing.");
  return { result, problem: null };
}

/** What a purchase or a renewal would cost, and the refusal that it would meet. */
export async function tryOut(
  ctx: Context,
  wish: { userId: number; category: string; quantity: number },
  work: (ctx: Context) => Promise<unknown>,
): Promise<DryRun> {
  const quote = await quoteFor(ctx, wish);
  const wallet = await readWallet(ctx.db, wish.userId);
  const { problem } = await undone(ctx, work);
  const balanceAfter = parseUsd(wallet?.balance ?? "0.00") - quote.price;
  return { price: quote.price, unit: quote.unit, balanceAfter, problem };
}
