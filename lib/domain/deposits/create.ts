import { AppError, badRequest, notFound } from "@/lib/errors";
import { randomText } from "@/lib/ids";
import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import { feeOn, type InvoiceOutcome, type PaymentProvider } from "@/lib/payments/payment-provider";
import { type DepositRow, insertDeposit, lockDeposit, readDeposit, writeInvoice } from "@/lib/store/deposits";
import { insertTransaction } from "@/lib/store/wallets";
import { type Context, inside, recordAudit } from "../context";
import { failDeposit } from "./fail";

const OPEN_TIMEOUT_MS = 10_000;
const INVOICE_KEY_LENGTH = 24;

export interface DepositWish {
  userId: number;
  provider: string;
  amount: Usd;
}

/**
 * Writes an invoice down as a pending deposit; answers its id. The provider is asked afterwards, by `openInvoice`.
 * Belongs inside a transaction. Throws `money_disabled`, `bad_request` for a provider that is not configured.
 */
export async function createDeposit(ctx: Context, wish: DepositWish): Promise<number> {
  // What every object has by itself, such as `constructor`, is no provider.
  const provider = Object.hasOwn(ctx.payments, wish.provider) ? ctx.payments[wish.provider] : undefined;
  if (!provider) throw badRequest("provider", "unknown_provider", "Take one of GET /deposits/providers.");
  if (!ctx.moneyEnabled) throw new AppError("money_disabled", "Topping up is switched off for the moment.");
  const { userId, amount } = wish;
  const now = ctx.clock.now();
  const fee = feeOn(provider.fee, amount);
  const transactionId = await insertTransaction(ctx.db, {
    userId,
    type: "deposit",
    status: "pending",
    amount: formatUsd(amount),
    description: `Deposit: ${provider.label}`,
    subscription_id: null,
    now,
  });
  const depositId = await insertDeposit(ctx.db, {
    userId,
    provider: provider.name,
    invoiceKey: randomText(INVOICE_KEY_LENGTH),
    amount: formatUsd(amount),
    fee: formatUsd(fee),
    payable: formatUsd(amount + fee),
    transactionId,
    requestId: ctx.requestId,
    now,
    expiresAt: new Date(now.getTime() + provider.ttlSeconds * 1000),
  });
  await recordAudit(ctx, {
    action: "deposit.create",
    subject: "deposit",
    subjectId: depositId,
    userId,
    facts: { provider: provider.name, amount_usd: formatUsd(amount), transaction_id: transactionId },
  });
  return depositId;
}

/**
 * Asks the provider for the invoice, once it is written down; goes on where an earlier try broke off. Throws
 * `unavailable` while nobody knows how the call ended: the same request again goes on from here.
 */
export async function openInvoice(ctx: Context, depositId: number): Promise<DepositRow> {
  const deposit = await readDeposit(ctx.db, depositId);
  if (!deposit) throw notFound();
  const provider = ctx.payments[deposit.provider];
  if (deposit.external_id !== null || deposit.status !== "pending" || !provider) return deposit;
  const outcome = await ask(provider, deposit);
  if (!outcome)
    throw new AppError("unavailable", "The payment provider does not answer. Send the same request again.", {
      retryAfterSeconds: 2,
    });
  return ctx.db.transact(async (tx) => {
    const locked = await lockDeposit(tx, depositId);
    if (!locked) throw notFound();
    if (outcome.kind === "open") await writeInvoice(tx, depositId, outcome);
    else if (locked.status === "pending" && locked.external_id === null)
      await failDeposit(inside(ctx, tx), locked, { failure: outcome.reason });
    return (await readDeposit(tx, depositId)) ?? locked;
  });
}

function ask(provider: PaymentProvider, deposit: DepositRow): Promise<InvoiceOutcome | null> {
  const invoice = {
    invoiceKey: deposit.invoice_key,
    payable: parseUsd(deposit.payable),
    transactionId: deposit.transaction_id,
  };
  return provider.open(invoice, AbortSignal.timeout(OPEN_TIMEOUT_MS)).catch(() => null);
}
