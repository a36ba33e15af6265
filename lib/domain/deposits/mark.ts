import type { AuditAction } from "@/lib/audit-action";
import { AppError, notFound } from "@/lib/errors";
import { formatUsd } from "@/lib/money";
import { type DepositRow, lockDeposit, readDeposit, readDepositByTransaction } from "@/lib/store/deposits";
import { type Context, inside, recordAudit } from "../context";
import { completeDeposit, type Receipt } from "./complete";
import { failDeposit, reverseDeposit } from "./fail";

type Status = DepositRow["status"];

/** A deposit by its transaction's id, for an operator. Throws `not_found`. */
export async function findDeposit(ctx: Context, transactionId: number): Promise<DepositRow> {
  const deposit = await readDepositByTransaction(ctx.db, transactionId);
  if (!deposit) throw notFound();
  return deposit;
}

/**
 * An operator says that the money came in; also when money is switched off, as a payment that arrives is credited.
 * Completing twice credits once. `seen` is what the operator decided on: when somebody was faster, `invalid_state`.
 */
export function markCompleted(
  ctx: Context,
  seen: DepositRow,
  wish: Receipt & { reason: string; expected?: Status | undefined },
): Promise<DepositRow> {
  return decide(ctx, seen, wish.expected, "completed", async (inner, deposit) => {
    if (deposit.reversal_id !== null)
      throw new AppError("invalid_state", "It was taken back. Give the money as an adjustment.");
    await completeDeposit(inner, deposit, wish);
    const facts = { reason: wish.reason, reference: wish.reference ?? null };
    await note(inner, deposit, "deposit.complete", {
      ...facts,
      received_usd: wish.received === null ? deposit.amount : formatUsd(wish.received),
    });
  });
}

/**
 * An operator says that no money came, or takes a completed deposit back with its referral. `seen` is what the
 * operator decided on: when somebody was faster, `invalid_state`.
 */
export function markFailed(
  ctx: Context,
  seen: DepositRow,
  wish: { reason: string; reference?: string | undefined; expected?: Status | undefined },
): Promise<DepositRow> {
  const { expected, ...why } = wish;
  return decide(ctx, seen, expected, "failed", async (inner, deposit) => {
    const isReversal = deposit.status === "completed";
    await (isReversal ? reverseDeposit(inner, deposit, why) : failDeposit(inner, deposit, why));
    await note(inner, deposit, isReversal ? "deposit.reverse" : "deposit.fail", {
      reason: wish.reason,
      reference: wish.reference ?? null,
    });
  });
}

/** Does the work under the deposit's lock, unless it is done already or somebody changed it since it was seen. */
function decide(
  ctx: Context,
  seen: DepositRow,
  expected: Status | undefined,
  wanted: Status,
  work: (ctx: Context, deposit: DepositRow) => Promise<void>,
): Promise<DepositRow> {
  return ctx.db.transact(async (tx) => {
    const deposit = await lockDeposit(tx, seen.id);
    if (!deposit) throw notFound();
    if (deposit.status === wanted && (expected === undefined || expected === wanted)) return deposit;
    if (standing(deposit.status) !== standing(expected ?? seen.status))
      throw new AppError("invalid_state", `Somebody was faster: it is ${deposit.status} now. Look again.`);
    await work(inside(ctx, tx), deposit);
    return (await readDeposit(tx, seen.id)) ?? deposit;
  });
}

/** An invoice that ran out waits for its money as much as one that has not: the clock is nobody's decision. */
function standing(status: Status): Status {
  return status === "expired" ? "pending" : status;
}

function note(
  ctx: Context,
  deposit: DepositRow,
  action: AuditAction,
  facts: Record<string, unknown>,
): Promise<void> {
  return recordAudit(ctx, {
    action,
    subject: "deposit",
    subjectId: deposit.id,
    userId: deposit.user_id,
    facts: { ...facts, transaction_id: deposit.transaction_id },
  });
}
