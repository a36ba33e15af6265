import { AppError } from "@/lib/errors";
import type { Usd } from "@/lib/money";
import { hasOpenOrder } from "@/lib/store/orders";
import { lockSubscription, readSubscription, type SubscriptionRow } from "@/lib/store/subscriptions";
import { quoteFor } from "../catalog/quote";
import { type Context, inside } from "../context";
import { requireBalance } from "../wallet/hold";
import { placeOrder, requireMoneyEnabled, requirePrice } from "./buy";

/**
 * Renews a subscription for another term at today's price: holds it and records the order; answers its id. Throws
 * `money_disabled`, `invalid_state`, `price_changed`, `insufficient`. `seen` is one that the principal may see.
 */
export function renewSubscription(
  ctx: Context,
  seen: SubscriptionRow,
  wish: { maxPrice: Usd | null; idempotencyKey: string },
): Promise<number> {
  return ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    requireMoneyEnabled(ctx);
    await lockSubscription(tx, seen.id);
    const subscription = (await readSubscription(tx, seen.id)) ?? seen;
    await requireRenewable(inner, subscription);
    const quote = await quoteFor(inner, subscription);
    requirePrice(quote.price, wish.maxPrice);
    await requireBalance(tx, subscription.user_id, quote.price);
    return placeOrder(inner, {
      kind: "renewal",
      userId: subscription.user_id,
      subscriptionId: subscription.id,
      quote,
      supplier: subscription.supplier,
      description: `Renewal: ${quote.quantity} × ${quote.category.label} ${subscription.country}`,
      idempotencyKey: wish.idempotencyKey,
    });
  });
}

async function requireRenewable(ctx: Context, subscription: SubscriptionRow): Promise<void> {
  if (subscription.kind !== "static")
    throw invalidState("Rotating subscriptions are not renewed; add traffic instead.");
  if (subscription.state !== "active")
    throw invalidState(`It is ${subscription.state} and can't be renewed.`);
  if (await hasOpenOrder(ctx.db, subscription.id))
    throw invalidState("A renewal of it is already under way.");
}

function invalidState(message: string): AppError {
  return new AppError("invalid_state", message);
}
