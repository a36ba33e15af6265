import { parseUsd } from "@/lib/money";
import { type DepositRow, nameTransactionsDeposit, updateDeposit } from "@/lib/store/deposits";
import { finishTransaction } from "@/lib/store/wallets";
import type { Business } from "../context";
import { takeReferralBack } from "../referrals/earn";
import { takeBackMoney } from "../wallet/credit";

/**
 * Ends a pending or expired deposit without a payment. The caller holds its lock. `status` says how: `failed` when
 * absent.
 */
export async function failDeposit(
  ctx: Business,
  deposit: DepositRow,
  end: { status?: "failed" | "expired"; failure?: string; reference?: string | undefined; reason?: string },
): Promise<void> {
  const { status = "failed", ...facts } = end;
  await updateDeposit(ctx.db, deposit.id, { ...facts, status, now: ctx.clock.now() });
  await finishTransaction(ctx.db, deposit.transaction_id, "failed");
}

/**
 * Takes a completed deposit back, and what its referrer earned: what the balances have, and the rest as debts. The
 * caller holds its lock.
 */
export async function reverseDeposit(
  ctx: Business,
  deposit: DepositRow,
  why: { reason: string; reference?: string | undefined },
): Promise<void> {
  const now = ctx.clock.now();
  const reversalId = await takeBackMoney(ctx.db, {
    userId: deposit.user_id,
    amount: parseUsd(deposit.received ?? deposit.amount),
    type: "deposit",
    to: "cash",
    description: `Reversed: deposit ${deposit.transaction_id}`,
    now,
  });
  await nameTransactionsDeposit(ctx.db, reversalId, deposit.id);
  await updateDeposit(ctx.db, deposit.id, { ...why, status: "failed", reversalId, now });
  await takeReferralBack(ctx, deposit.id);
}
