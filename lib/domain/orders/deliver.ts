import { addDays } from "@/lib/clock";
import { parseUsd, type Usd } from "@/lib/money";
import { releaseStock } from "@/lib/store/catalog";
import type { Db } from "@/lib/store/db";
import { captureOrder } from "@/lib/store/held-orders";
import { countSilence, deleteJob, finishOrder, type OrderRow, readOrder } from "@/lib/store/orders";
import { noteFailedRenewal } from "@/lib/store/renewals";
import { releaseSubscription } from "@/lib/store/subscriptions";
import type { Supplier, SupplierOrder, SupplyOutcome } from "@/lib/suppliers/supplier";
import { type Business, inside } from "../context";
import { mailRenewed } from "../mail/renewed";
import { SYSTEM_OWNER } from "../principal";
import { issueCredentials } from "../subscriptions/credentials";
import { releaseHold } from "../wallet/hold";
import { startGrant } from "./start-grant";

/** From the contract: a static term. */
export const TERM_DAYS = 30;
const DELIVERY_TIMEOUT_MS = 10_000;
/** From the contract: silence three times over 15 minutes counts as "never heard of it". */
const SILENCES = 3;
const SILENCE_AGE_MS = 15 * 60_000;

/** Asks the supplier to deliver and settles the order. When nobody knows how that ended, the hold stays. */
export async function deliverOrder(ctx: Business, orderId: number): Promise<void> {
  const order = await readOrder(ctx.db, orderId);
  if (order?.state !== "held") return;
  const supplier = supplierOf(ctx, order);
  const outcome = await supplier
    .deliver(supplierOrderOf(order), AbortSignal.timeout(DELIVERY_TIMEOUT_MS))
    .catch(() => null);
  if (outcome) await settleOrder(ctx, orderId, outcome);
}

/**
 * Settles an order that a crash or a silent supplier left over: asks by our order id, and delivers again only where
 * the supplier knows for sure that it hasn't. Throws when the outcome is still open; the job is tried again.
 */
export async function recoverOrder(ctx: Business, orderId: number): Promise<void> {
  const order = await readOrder(ctx.db, orderId);
  if (order?.state !== "held") return ctx.db.transact((tx) => deleteJob(tx, "settle_order", orderId));
  const supplier = supplierOf(ctx, order);
  const outcome = await supplier.lookUp(orderId, AbortSignal.timeout(DELIVERY_TIMEOUT_MS));
  if (outcome.kind !== "unknown") return settleOrder(ctx, orderId, outcome);
  if (supplier.answersForSure) await deliverOrder(ctx, orderId);
  else await giveUpAfterSilence(ctx, order);
  if ((await readOrder(ctx.db, orderId))?.state === "held")
    throw new Error("The outcome of this order is still open.");
}

async function giveUpAfterSilence(ctx: Business, order: OrderRow): Promise<void> {
  const silences = await countSilence(ctx.db, order.id);
  const age = ctx.clock.now().getTime() - order.created_at.getTime();
  if (silences < SILENCES || age < SILENCE_AGE_MS) return;
  await settleOrder(ctx, order.id, { kind: "refused", reason: "provider_failed" });
}

/** Captures or releases, once: whoever comes second finds it settled. */
export function settleOrder(ctx: Business, orderId: number, outcome: SupplyOutcome): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const order = await readOrder(tx, orderId, true);
    if (order?.state !== "held") return;
    const inner = inside(ctx, tx);
    if (outcome.kind === "delivered") await settleDelivered(inner, order);
    else await settleRefused(inner, order, outcome.reason);
  });
}

/** What settling needs to know of an order that holds money. */
export type PaidOrder = Pick<
  OrderRow,
  "id" | "kind" | "user_id" | "subscription_id" | "transaction_id" | "price" | "expires_at" | "principal"
>;

/**
 * Delivers an order and captures what it holds, in the caller's transaction; a renewal that nobody asked for is mailed.
 * Answers when its term ends.
 */
export async function settlePaid(ctx: Business, order: PaidOrder): Promise<Date> {
  const hold = holdOf(order);
  if (!hold) throw new Error(`Order ${order.id} holds nothing.`);
  const now = ctx.clock.now();
  const newExpiresAt = endOfTerm(order, now);
  if (order.kind === "purchase") await issueCredentials(ctx, order.subscription_id);
  await captureOrder(ctx.db, {
    ...hold,
    orderId: order.id,
    price: order.price,
    subscriptionId: order.subscription_id,
    newExpiresAt,
    now,
  });
  if (order.kind === "renewal" && order.principal === SYSTEM_OWNER)
    await mailRenewed(ctx, { ...order, expiresAt: newExpiresAt });
  return newExpiresAt;
}

async function settleDelivered(ctx: Business, order: OrderRow): Promise<void> {
  if (order.transaction_id !== null) {
    await settlePaid(ctx, order);
    return;
  }
  const newExpiresAt = await startGrant(ctx, order);
  const now = ctx.clock.now();
  await finishOrder(ctx.db, order.id, { state: "delivered", failure: null, newExpiresAt, now });
  await deleteJob(ctx.db, "settle_order", order.id);
}

async function settleRefused(ctx: Business, order: OrderRow, reason: OrderFailure): Promise<void> {
  const now = ctx.clock.now();
  const hold = holdOf(order);
  if (hold) await releaseHold(ctx.db, { ...hold, now });
  if (order.kind === "renewal") await noteFailedRenewal(ctx.db, order.id, reason);
  if (order.kind === "purchase" || order.kind === "grant") await takeBack(ctx.db, order.subscription_id);
  await finishOrder(ctx.db, order.id, { state: "failed", failure: reason, newExpiresAt: null, now });
  await deleteJob(ctx.db, "settle_order", order.id);
}

type OrderFailure = Extract<SupplyOutcome, { kind: "refused" }>["reason"];

/** What is held for an order; a grant costs nothing. */
function holdOf(order: PaidOrder): { transactionId: number; userId: number; price: Usd } | null {
  if (order.transaction_id === null) return null;
  return { transactionId: order.transaction_id, userId: order.user_id, price: parseUsd(order.price) };
}

/** The paid term counts from the later of now and the end of the one before. */
function endOfTerm({ kind, expires_at: end }: PaidOrder, now: Date): Date {
  const from = kind === "renewal" && end && end > now ? end : now;
  return addDays(from, TERM_DAYS);
}

/** Ends a subscription and puts its addresses back on the shelf. */
export async function takeBack(tx: Db, subscriptionId: number): Promise<void> {
  await releaseSubscription(tx, subscriptionId);
  await releaseStock(tx, subscriptionId);
}

function supplierOrderOf({
  id,
  kind,
  subscription_id,
  category,
  country,
  quantity,
}: OrderRow): SupplierOrder {
  return {
    orderId: id,
    kind: kind === "grant" ? "purchase" : kind,
    subscriptionId: subscription_id,
    category,
    country,
    quantity,
  };
}

function supplierOf(ctx: Business, order: OrderRow): Supplier {
  const supplier = ctx.suppliers[order.supplier];
  if (!supplier) throw new Error(`No supplier is called ${order.supplier}.`);
  return supplier;
}
