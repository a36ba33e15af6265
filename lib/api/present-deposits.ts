import {
  DEPOSIT_FLAGS,
  type Deposit,
  type OperatorDeposit,
  type PaymentProviderCard,
  type Referrals,
} from "@/lib/contract/deposits";
import type { Transaction } from "@/lib/contract/users";
import type { Context } from "@/lib/domain/context";
import { depositStatus } from "@/lib/domain/deposits/card";
import { openInvoice } from "@/lib/domain/deposits/create";
import { REFERRAL_PERCENT } from "@/lib/domain/referrals/earn";
import { AppError } from "@/lib/errors";
import { formatUsd } from "@/lib/money";
import type { DepositRow } from "@/lib/store/deposits";
import type { ReferralStats } from "@/lib/store/referrals";
import type { TransactionDeposit } from "@/lib/store/wallets";
import { errorAnswer } from "./errors";

/** Deposits, providers and referrals as the wire shows them. */

export function presentDeposit(ctx: Context, row: DepositRow): Deposit {
  return {
    transaction_id: row.transaction_id,
    user_id: row.user_id,
    provider: row.provider,
    external_id: row.external_id,
    amount_usd: row.amount,
    fee_usd: row.fee,
    payable_usd: row.payable,
    received_usd: row.received,
    pay_url: row.pay_url,
    instructions: row.instructions,
    status: depositStatus(row, ctx.clock.now()),
    is_late: row.flags.includes("late"),
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  };
}

export function presentOperatorDeposit(ctx: Context, row: DepositRow): OperatorDeposit {
  return {
    ...presentDeposit(ctx, row),
    flags: DEPOSIT_FLAGS.filter((flag) => row.flags.includes(flag)),
    is_reversed: row.reversal_id !== null,
    reason: row.reason,
    reference: row.reference,
    settled_at: row.settled_at?.toISOString() ?? null,
  };
}

/**
 * The answer to a request for an invoice: opened where it is not yet, then always the same: the invoice as it was when
 * it was opened, or the provider's refusal.
 */
export async function answerDeposit(
  ctx: Context,
  depositId: number,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const deposit = await openInvoice(ctx, depositId);
  if (deposit.failure !== null) {
    const error = new AppError(
      deposit.failure,
      "The payment provider refused the invoice. Nothing was charged.",
    );
    const { status, body } = errorAnswer(error, { requestId: deposit.request_id, isMoney: true });
    return { status, body: { ...body } };
  }
  const opened = { status: "pending", received_usd: null, is_late: false };
  return { status: 201, body: { ...presentDeposit(ctx, deposit), ...opened } };
}

export function presentInvoice(deposit: TransactionDeposit): NonNullable<Transaction["deposit"]> {
  return {
    provider: deposit.provider,
    external_id: deposit.external_id,
    fee_usd: deposit.fee,
    payable_usd: deposit.payable,
    pay_url: deposit.pay_url,
    expires_at: new Date(deposit.expires_at).toISOString(),
  };
}

export function presentProvider(provider: Context["payments"][string]): PaymentProviderCard {
  return {
    provider: provider.name,
    label: provider.label,
    min_usd: "1.00",
    max_usd: "1000.00",
    fee_percent: formatUsd(provider.fee.basisPoints),
    fee_fixed_usd: formatUsd(provider.fee.fixed),
    by_hand: provider.readEvent === null,
  };
}

export function presentReferrals(ctx: Context, stats: ReferralStats): Referrals {
  return {
    code: stats.code,
    link: `${ctx.publicUrl}/?ref=${stats.code}`,
    rate_percent: REFERRAL_PERCENT,
    invited: stats.invited,
    paying: stats.paying,
    earned_usd: stats.earned,
  };
}
