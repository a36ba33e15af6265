import { notFound } from "@/lib/errors";
import { formatUsd } from "@/lib/money";
import type { PaymentEvent } from "@/lib/payments/payment-provider";
import {
  type DepositRow,
  flagDeposit,
  hasProviderEvent,
  insertProviderEvent,
  lockDeposit,
  readDepositByName,
  writeInvoice,
} from "@/lib/store/deposits";
import { type Business, inside } from "../context";
import { completeDeposit } from "./complete";
import { failDeposit } from "./fail";

/**
 * Takes a provider's event, once, in whatever order events come: money that arrives is credited, also when it is late,
 * when money is switched off and when the user is banned. Answers false for an event that was there before. Throws
 * `not_found` when it names no invoice of ours.
 */
export async function receiveEvent(ctx: Business, provider: string, event: PaymentEvent): Promise<boolean> {
  if (await hasProviderEvent(ctx.db, provider, event.id)) return false;
  const found = await readDepositByName(ctx.db, provider, event.externalId, event.invoiceKey);
  if (!found) throw notFound();
  return ctx.db.transact(async (tx) => {
    const deposit = await lockDeposit(tx, found.id);
    if (!deposit) throw notFound();
    const isNew = await insertProviderEvent(tx, {
      provider,
      eventId: event.id,
      depositId: deposit.id,
      kind: event.kind,
      received: event.received === null ? null : formatUsd(event.received),
      now: ctx.clock.now(),
    });
    if (!isNew) return false;
    if (deposit.external_id === null)
      await writeInvoice(tx, deposit.id, { externalId: event.externalId, payUrl: null, instructions: null });
    await applyEvent(inside(ctx, tx), deposit, event);
    return true;
  });
}

/** A payment outweighs whatever else was reported; of the others the first stays. */
async function applyEvent(ctx: Business, deposit: DepositRow, event: PaymentEvent): Promise<void> {
  const isCredited = deposit.received !== null;
  if (event.kind === "paid" && isCredited)
    return flagDeposit(
      ctx.db,
      deposit.id,
      deposit.status === "completed" ? "paid_again" : "paid_after_reversal",
    );
  if (event.kind === "paid") return completeDeposit(ctx, deposit, { received: event.received });
  if (deposit.status === "pending") await failDeposit(ctx, deposit, { status: event.kind });
}
