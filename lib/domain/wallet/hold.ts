import { AppError } from "@/lib/errors";
import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import type { Db } from "@/lib/store/db";
import { readWallet } from "@/lib/store/wallets";
import { creditWallet } from "./credit";

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

/** Gives held money back; what the user has come to owe meanwhile is paid from it. */
export async function releaseHold(
  db: Db,
  hold: { transactionId: number; userId: number; price: Usd; now: Date },
): Promise<void> {
  await creditWallet(db, { ...hold, amount: hold.price, from: "held" });
}
