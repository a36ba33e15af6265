import { addDays } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import type { Usd } from "@/lib/money";
import { hasOpenOrder } from "@/lib/store/orders";
import { lockSubscription, readSubscription, type SubscriptionRow } from "@/lib/store/subscriptions";
import { readWallet } from "@/lib/store/wallets";
import { quoteFor } from "../catalog/quote";
import { type Context, inside } from "../context";
import { requireSpendCap } from "../keys/spend-cap";
import { requireBalance } from "../wallet/hold";
import { requireMoneyEnabled, requirePrice } from "./buy";
import { type Placed, placeOrder } from "./place";

/** From the contract: after its end a subscription is kept for three days, with the proxies off. */
export const GRACE_DAYS = 3;

export interface RenewalWish {
  maxPrice: Usd | null;
  idempotencyKey: string;
}

/**
 * Renews a subscription for another term at today's price: holds it and records the order. Throws
 * `money_disabled`, `invalid_state`, `price_changed`, `insufficient`, `spend_cap_exceeded`. `seen` is one that the principal may see.
 */
export function renewSubscription(ctx: Context, seen: SubscriptionRow, wish: RenewalWish): Promise<Placed> {
  return ctx.db.join(async (tx) => {
    requireMoneyEnabled(ctx);
    await lockSubscription(tx, seen.id);
    return placeRenewal(inside(ctx, tx), (await readSubscription(tx, seen.id)) ?? seen, wish);
  });
}

/** The same for a subscription that the caller's transaction has locked. */
export async function placeRenewal(
  ctx: Context,
  subscription: SubscriptionRow,
  wish: RenewalWish,
): Promise<Placed> {
  await requireRenewable(ctx, subscription);
  const [quote, wallet] = await Promise.all([
    quoteFor(ctx, subscription),
    readWallet(ctx.db, subscription.user_id, true),
  ]);
  requirePrice(quote.price, wish.maxPrice);
  requireBalance(wallet, quote.price);
  const spender = await requireSpendCap(ctx, quote.price);
  return placeOrder(ctx, {
    kind: "renewal",
    userId: subscription.user_id,
    subscriptionId: subscription.id,
    quote,
    supplier: subscription.supplier,
    country: subscription.country,
    description: `Renewal: ${quote.quantity} × ${quote.category.label} ${subscription.country}`,
    idempotencyKey: wish.idempotencyKey,
    spender,
    periodEnd: subscription.expires_at,
  });
}

async function requireRenewable(ctx: Context, subscription: SubscriptionRow): Promise<void> {
  const { kind, state, expires_at: expiresAt } = subscription;
  if (kind !== "static") throw invalidState("Rotating subscriptions are not renewed; add traffic instead.");
  if (state !== "active") throw invalidState(`It is ${state} and can't be renewed.`);
  if (expiresAt && addDays(expiresAt, GRACE_DAYS) <= ctx.clock.now())
    throw invalidState("It ended more than three days ago and can't be renewed.");
  if (await hasOpenOrder(ctx.db, subscription.id))
    throw invalidState("A renewal of it is already under way.");
}

function invalidState(message: string): AppError {
  return new AppError("invalid_state", message);
}
