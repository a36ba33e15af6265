import { AppError, badRequest, notFound } from "@/lib/errors";
import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import type { Db } from "@/lib/store/db";
import { finishTransaction, insertPostings, insertTransaction, readWallet } from "@/lib/store/wallets";
import { type Context, recordAudit } from "../context";
import { creditWallet } from "./credit";

/** Adjusts a balance by a signed amount, for a reason. Throws `insufficient` when it would go below zero. */
export async function adjustBalance(
  ctx: Context,
  wish: { userId: number; amount: Usd; reason: string },
): Promise<{ transactionId: number; balance: string }> {
  if (!ctx.moneyEnabled) throw new AppError("money_disabled", "Money is switched off here for the moment.");
  if (wish.amount === 0n)
    throw badRequest("amount_usd", "zero", "An adjustment moves more or less than nothing.");
  const transactionId = await postAdjustment(ctx.db, { ...wish, now: ctx.clock.now() });
  await recordAudit(ctx, {
    action: "wallet.adjust",
    subject: "user",
    subjectId: wish.userId,
    userId: wish.userId,
    facts: { amount_usd: formatUsd(wish.amount), reason: wish.reason, transaction_id: transactionId },
  });
  const wallet = await readWallet(ctx.db, wish.userId);
  return { transactionId, balance: wallet?.balance ?? "0.00" };
}

/** Posts an adjustment without a principal, as the first start does. Answers the transaction's id. */
export async function postAdjustment(
  db: Db,
  wish: { userId: number; amount: Usd; reason: string; now: Date },
): Promise<number> {
  const wallet = await readWallet(db, wish.userId, true);
  if (!wallet) throw notFound();
  const balance = parseUsd(wallet.balance);
  if (balance + wish.amount < 0n) {
    throw new AppError("insufficient", "The balance does not cover this.", {
      balance_usd: wallet.balance,
      shortfall_usd: formatUsd(-wish.amount - balance),
    });
  }
  const id = await insertTransaction(db, {
    userId: wish.userId,
    type: "adjustment",
    status: "pending",
    amount: formatUsd(wish.amount),
    description: wish.reason,
    subscription_id: null,
    now: wish.now,
  });
  if (wish.amount > 0n) {
    await creditWallet(db, { ...wish, transactionId: id, from: "adjustments" });
    return id;
  }
  await insertPostings(db, id, "post", [
    { account: "wallet", userId: wish.userId, amount: formatUsd(wish.amount) },
    { account: "adjustments", userId: null, amount: formatUsd(-wish.amount) },
  ]);
  await finishTransaction(db, id, "completed");
  return id;
}
