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

/** Runs the very work and rolls it back: what it would cost, and the refusal that it would meet. Stores nothing. */
export async function tryOut(
  ctx: Context,
  wish: { userId: number; category: string; quantity: number },
  work: (ctx: Context) => Promise<unknown>,
): Promise<DryRun> {
  const quote = await quoteFor(ctx, wish);
  const wallet = await readWallet(ctx.db, wish.userId);
  const problem = await ctx.db
    .transact(async (tx): Promise<ErrorCode | null> => {
      await work(inside(ctx, tx));
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (error instanceof RolledBack) return null;
      if (error instanceof AppError) return error.code;
      throw error;
    });
  const balanceAfter = parseUsd(wallet?.balance ?? "0.00") - quote.price;
  return { price: quote.price, unit: quote.unit, balanceAfter, problem };
}
