import { formatUnitPrice, formatUsd } from "@/lib/money";
import { type HeldOrder, insertHeldOrder } from "@/lib/store/held-orders";
import type { OrderFacts } from "@/lib/store/orders";
import { insertKeySpend } from "@/lib/store/spend";
import type { QuoteFor } from "../catalog/quote";
import type { Context } from "../context";
import { idempotencyOwner } from "../principal";
import { settlePaid } from "./deliver";

/** Longer than a delivery may take, so that the sweeper comes only when the process that bought is gone or in doubt. */
export const SETTLE_AFTER_MS = 12_000;

/** An order that was just placed, and is the answer of its idempotency key by now. */
export interface Placed {
  orderId: number;
  /** What became of it, where there was nobody to ask; `null`: `deliverOrder` comes next. */
  order: OrderFacts | null;
}

export interface OrderWish {
  kind: "purchase" | "renewal";
  userId: number;
  subscriptionId: number;
  quote: QuoteFor;
  supplier: string;
  country: string;
  description: string;
  idempotencyKey: string;
  /** Whose cap it counts against, from `requireSpendCap`. */
  spender: number | null;
  /** Of a renewal: the end that it extends. */
  periodEnd: Date | null;
}

/**
 * Holds the money and records the order, in the caller's transaction. Goods of our own are handed over in it as well;
 * else there is a job that settles the order.
 */
export async function placeOrder(ctx: Context, wish: OrderWish): Promise<Placed> {
  const { userId, subscriptionId, quote, kind } = wish;
  const isHandedOver =
    ctx.suppliers[wish.supplier]?.ownGoods === true && !(await ctx.isFaultWaiting?.(ctx.db));
  const price = formatUsd(quote.price);
  const principal = idempotencyOwner(ctx.principal);
  const { id, transaction_id } = await insertHeldOrder(ctx.db, {
    userId,
    kind,
    subscriptionId,
    supplier: wish.supplier,
    quantity: quote.quantity,
    unitPrice: formatUnitPrice(quote.unit),
    price,
    description: wish.description,
    principal,
    idempotencyKey: wish.idempotencyKey,
    periodEnd: wish.periodEnd,
    settleAt: isHandedOver ? null : new Date(Date.now() + SETTLE_AFTER_MS),
    audit: auditOf(ctx, kind),
    requestId: ctx.requestId,
    now: ctx.clock.now(),
  });
  if (wish.spender !== null) await insertKeySpend(ctx.db, id, wish.spender);
  if (!isHandedOver) return { orderId: id, order: null };
  const order = { id, kind, subscription_id: subscriptionId, price };
  const paid = { ...order, user_id: userId, transaction_id, expires_at: wish.periodEnd, principal };
  return {
    orderId: id,
    order: {
      ...order,
      state: "delivered",
      failure: null,
      quantity: quote.quantity,
      country: wish.country,
      new_expires_at: await settlePaid(ctx, paid),
      request_id: ctx.requestId,
    },
  };
}

/** Who did what, for the audit row of an order. */
export function auditOf({ principal }: Context, kind: OrderWish["kind"]): HeldOrder["audit"] {
  return {
    action: kind === "purchase" ? "subscription.buy" : "subscription.renew",
    keyId: principal.kind === "system" ? null : principal.keyId,
    byName: principal.name,
  };
}
