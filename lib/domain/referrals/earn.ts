import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import type { DepositRow } from "@/lib/store/deposits";
import { insertEarning, readEarning, readReferrer, writeEarningsReversal } from "@/lib/store/referrals";
import { insertTransaction } from "@/lib/store/wallets";
import type { Business } from "../context";
import { creditWallet, takeBackMoney } from "../wallet/credit";

/** From the contract. */
export const REFERRAL_PERCENT = 10;

/**
 * Gives the referrer the share of a deposit, in the transaction that credits the deposit; once per deposit, never to
 * oneself or to a banned user.
 */
export async function payReferrer(ctx: Business, deposit: DepositRow, received: Usd): Promise<void> {
  const amount = (received * BigInt(REFERRAL_PERCENT) + 50n) / 100n;
  const referrerId = await readReferrer(ctx.db, deposit.user_id);
  if (referrerId === null || amount === 0n) return;
  const now = ctx.clock.now();
  const transactionId = await insertTransaction(ctx.db, {
    userId: referrerId,
    type: "referral",
    status: "pending",
    amount: formatUsd(amount),
    description: `${REFERRAL_PERCENT} % of a deposit by someone you invited`,
    subscription_id: null,
    now,
  });
  await insertEarning(ctx.db, {
    depositId: deposit.id,
    referrerId,
    userId: deposit.user_id,
    amount: formatUsd(amount),
    transactionId,
  });
  await creditWallet(ctx.db, { transactionId, userId: referrerId, amount, from: "referrals", now });
}

/** Takes a referrer's share back when its deposit is reversed; where there was none, nothing. */
export async function takeReferralBack(ctx: Business, depositId: number): Promise<void> {
  const earning = await readEarning(ctx.db, depositId);
  if (!earning || earning.reversal_id !== null) return;
  const reversalId = await takeBackMoney(ctx.db, {
    userId: earning.referrer_id,
    amount: parseUsd(earning.amount),
    type: "referral",
    to: "referrals",
    description: "Reversed: share of a deposit that was taken back",
    now: ctx.clock.now(),
  });
  await writeEarningsReversal(ctx.db, depositId, reversalId);
}
