import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import type { Db } from "@/lib/store/db";
import {
  finishTransaction,
  insertPostings,
  insertTransaction,
  type Leg,
  readWallet,
} from "@/lib/store/wallets";

export interface Credit {
  /** A transaction that is there and not completed. */
  transactionId: number;
  userId: number;
  amount: Usd;
  /** Where the money comes from: an account of ours, or the user's own `held`. */
  from: Exclude<Leg["account"], "wallet" | "debt" | "revenue">;
  now: Date;
}

/**
 * Puts money on a wallet and ends its transaction: the one way in for deposits, referrals, positive adjustments and
 * what a failed order gives back. What the user owes is paid from it at once. Belongs inside a transaction.
 */
export async function creditWallet(db: Db, credit: Credit): Promise<void> {
  const { transactionId, userId, amount, from } = credit;
  const isRelease = from === "held";
  await insertPostings(db, transactionId, isRelease ? "release" : "post", [
    { account: from, userId: isRelease ? userId : null, amount: formatUsd(-amount) },
    { account: "wallet", userId, amount: formatUsd(amount) },
  ]);
  await finishTransaction(db, transactionId, isRelease ? "failed" : "completed");
  await payDebt(db, userId, credit.now);
}

/** Pays what a user owes, as far as the balance goes, as a transaction of its own. */
async function payDebt(db: Db, userId: number, now: Date): Promise<void> {
  const wallet = await readWallet(db, userId);
  if (!wallet) throw new Error(`User ${userId} has no wallet.`);
  const left = parseUsd(wallet.debt) - parseUsd(wallet.balance);
  const paid = left > 0n ? wallet.balance : wallet.debt;
  if (parseUsd(paid) === 0n) return;
  await moveDebt(db, { userId, amount: -parseUsd(paid), description: "Debt paid", now });
}

export interface TakingBack {
  userId: number;
  amount: Usd;
  type: "deposit" | "referral";
  to: "cash" | "referrals";
  description: string;
  now: Date;
}

/**
 * Takes money back that a reversal undoes: what the balance has, and the rest as a debt. Answers the reversing
 * transaction's id. Belongs inside a transaction.
 */
export async function takeBackMoney(db: Db, wish: TakingBack): Promise<number> {
  const { userId, amount, now } = wish;
  const wallet = await readWallet(db, userId, true);
  const missing = amount - parseUsd(wallet?.balance ?? "0.00");
  if (missing > 0n) {
    await moveDebt(db, { userId, amount: missing, description: `Owed: ${wish.description}`, now });
  }
  const id = await insertTransaction(db, {
    userId,
    type: wish.type,
    status: "pending",
    amount: formatUsd(-amount),
    description: wish.description,
    subscription_id: null,
    now,
  });
  await insertPostings(db, id, "post", [
    { account: "wallet", userId, amount: formatUsd(-amount) },
    { account: wish.to, userId: null, amount: formatUsd(amount) },
  ]);
  await finishTransaction(db, id, "completed");
  return id;
}

/** Moves money between a user's debt and wallet: a positive amount is owed from now on, a negative one is paid off. */
async function moveDebt(
  db: Db,
  move: { userId: number; amount: Usd; description: string; now: Date },
): Promise<void> {
  const { userId, amount } = move;
  const id = await insertTransaction(db, {
    userId,
    type: "adjustment",
    status: "pending",
    amount: formatUsd(amount),
    description: move.description,
    subscription_id: null,
    now: move.now,
  });
  await insertPostings(db, id, "post", [
    { account: "wallet", userId, amount: formatUsd(amount) },
    { account: "debt", userId, amount: formatUsd(-amount) },
  ]);
  await finishTransaction(db, id, "completed");
}
