import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import { type DepositRow, updateDeposit } from "@/lib/store/deposits";
import { writeTransactionAmount } from "@/lib/store/wallets";
import type { Business } from "../context";
import { mailDepositCredited } from "../mail/enqueue";
import { payReferrer } from "../referrals/earn";
import { creditWallet } from "../wallet/credit";

export interface Receipt {
  /** What came in for the customer; `null`: what was invoiced. */
  received: Usd | null;
  reference?: string | undefined;
  reason?: string | undefined;
}

/**
 * Credits a deposit that was not credited before, with what was really received, and its referrer: in the caller's
 * transaction, which holds the deposit's lock. A payment after the end counts and is flagged `late`.
 */
export async function completeDeposit(ctx: Business, deposit: DepositRow, receipt: Receipt): Promise<void> {
  const now = ctx.clock.now();
  const amount = receipt.received ?? parseUsd(deposit.amount);
  await writeTransactionAmount(ctx.db, deposit.transaction_id, formatUsd(amount));
  await updateDeposit(ctx.db, deposit.id, {
    status: "completed",
    received: formatUsd(amount),
    reference: receipt.reference,
    reason: receipt.reason,
    flags: [
      ...(deposit.status === "expired" || deposit.expires_at <= now ? ["late"] : []),
      ...(amount === parseUsd(deposit.amount) ? [] : ["other_amount"]),
    ],
    now,
  });
  await creditWallet(ctx.db, {
    transactionId: deposit.transaction_id,
    userId: deposit.user_id,
    amount,
    from: "cash",
    now,
  });
  await payReferrer(ctx, deposit, amount);
  await mailDepositCredited(ctx, { userId: deposit.user_id, event: String(deposit.id), amount });
}
