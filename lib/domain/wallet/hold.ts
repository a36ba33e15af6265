import { AppError } from "@/lib/errors";
import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import type { Db } from "@/lib/store/db";
import type { WalletRow } from "@/lib/store/wallets";
import { creditWallet } from "./credit";

/** Throws `insufficient` with price, balance and shortfall unless a wallet, which the caller has locked, covers `price`. */
export function requireBalance(wallet: WalletRow | null, price: Usd): void {
  const balance = parseUsd(wallet?.balance ?? "0.00");
  if (balance >= price) return;
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
