import { AppError } from "@/lib/errors";
import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import type { Db } from "@/lib/store/db";
import { finishTransaction, insertPostings, insertTransaction, readWallet } from "@/lib/store/wallets";
import { creditWallet } from "./credit";

export interface HoldWish {
  userId: number;
  type: "purchase" | "renewal";
  price: Usd;
  description: string;
  subscriptionId: number;
  now: Date;
}

/**
 * Throws `insufficient` with price, balance and shortfall unless the balance covers `price`. Locks the wallet, so that
 * the answer stays true until the transaction ends. Answers the balance.
 */
export async function requireBalance(db: Db, userId: number, price: Usd): Promise<Usd> {
  const wallet = await readWallet(db, userId, true);
  const balance = parseUsd(wallet?.balance ?? "0.00");
  if (balance >= price) return balance;
  throw new AppError("insufficient", "The balance does not cover this.", {
    price_usd: formatUsd(price),
    balance_usd: formatUsd(balance),
    shortfall_usd: formatUsd(price - balance),
  });
}

/** Sets money aside as one pending transaction; answers its id. The balance must be known to cover it. */
export async function holdMoney(db: Db, wish: HoldWish): Promise<number> {
  const { userId, price } = wish;
  const id = await insertTransaction(db, {
    userId,
    type: wish.type,
    status: "pending",
    amount: formatUsd(-price),
    description: wish.description,
    subscription_id: wish.subscriptionId,
    now: wish.now,
  });
  await insertPostings(db, id, "hold", [
    { account: "wallet", userId, amount: formatUsd(-price) },
    { account: "held", userId, amount: formatUsd(price) },
  ]);
  return id;
}

/** Keeps held money for good. */
export async function captureHold(
  db: Db,
  hold: { transactionId: number; userId: number; price: Usd },
): Promise<void> {
  await insertPostings(db, hold.transactionId, "capture", [
    { account: "held", userId: hold.userId, amount: formatUsd(-hold.price) },
    { account: "revenue", userId: null, amount: formatUsd(hold.price) },
  ]);
  await finishTransaction(db, hold.transactionId, "completed");
}

/** Gives held money back; what the user has come to owe meanwhile is paid from it. */
export async function releaseHold(
  db: Db,
  hold: { transactionId: number; userId: number; price: Usd; now: Date },
): Promise<void> {
  await creditWallet(db, { ...hold, amount: hold.price, from: "held" });
}
