import { addDays } from "@/lib/clock";
import { insertTraffic, raiseQuantity } from "@/lib/store/grants";
import type { OrderRow } from "@/lib/store/orders";
import { activateSubscription } from "@/lib/store/subscriptions";
import { bytesOfGigabytes } from "@/lib/traffic";
import type { Business } from "../context";
import { issueCredentials } from "../subscriptions/credentials";

/**
 * Starts what a free order brings, once it is delivered: a `grant` its subscription, `traffic` more of a rotating one.
 * Answers the subscription's new end; `null` where it has none or keeps the one it had.
 */
export async function startGrant(ctx: Business, order: OrderRow): Promise<Date | null> {
  const now = ctx.clock.now();
  if (order.subscription_kind === "rotating") {
    const bytes = bytesOfGigabytes(order.quantity);
    await insertTraffic(ctx.db, { orderId: order.id, subscriptionId: order.subscription_id, bytes, now });
  }
  if (order.kind === "traffic") {
    await raiseQuantity(ctx.db, order.subscription_id, order.quantity);
    return null;
  }
  await issueCredentials(ctx, order.subscription_id);
  const expiresAt = order.term_days === null ? null : addDays(now, order.term_days);
  await activateSubscription(ctx.db, order.subscription_id, { price: order.price, expiresAt });
  return expiresAt;
}
