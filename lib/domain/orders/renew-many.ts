import { AppError } from "@/lib/errors";
import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import { readOrder } from "@/lib/store/orders";
import { lockSubscriptions } from "@/lib/store/subscriptions";
import { type Context, inside } from "../context";
import { findSubscription } from "../subscriptions/card";
import { requireMoneyEnabled } from "./buy";
import { renewSubscription } from "./renew";

/** One of many: its order, or why there is none. */
export type OneRenewal =
  | { subscriptionId: number; orderId: number }
  | { subscriptionId: number; refusal: AppError };

/**
 * Renews many in the caller's order, each with an order of its own; one that can't be does not keep the others from
 * it. Throws `money_disabled`, and `price_changed` when all together would cost more than `maxPrice`.
 */
export function renewMany(
  ctx: Context,
  wish: { ids: readonly number[]; maxPrice: Usd | null; idempotencyKey: string },
): Promise<OneRenewal[]> {
  return ctx.db.transact(async (tx) => {
    requireMoneyEnabled(ctx);
    const inner = inside(ctx, tx);
    await lockSubscriptions(tx, wish.ids);
    const renewals: OneRenewal[] = [];
    for (const id of wish.ids) renewals.push(await renewOne(inner, id, wish.idempotencyKey));
    await requireTotal(inner, renewals, wish.maxPrice);
    return renewals;
  });
}

async function renewOne(ctx: Context, subscriptionId: number, key: string): Promise<OneRenewal> {
  try {
    const subscription = await findSubscription(ctx, subscriptionId);
    // A caller's key has no blanks, so no other request can have this one.
    const idempotencyKey = `${key} ${subscriptionId}`;
    const { orderId } = await renewSubscription(ctx, subscription, { maxPrice: null, idempotencyKey });
    return { subscriptionId, orderId };
  } catch (error) {
    if (!(error instanceof AppError) || !REFUSALS.has(error.code)) throw error;
    return { subscriptionId, refusal: error };
  }
}

const REFUSALS: ReadonlySet<string> = new Set(["not_found", "invalid_state", "insufficient"]);

async function requireTotal(ctx: Context, renewals: OneRenewal[], maxPrice: Usd | null): Promise<void> {
  if (maxPrice === null) return;
  let total = 0n;
  for (const renewal of renewals) {
    const order = "orderId" in renewal ? await readOrder(ctx.db, renewal.orderId) : null;
    total += order ? parseUsd(order.price) : 0n;
  }
  if (total > maxPrice)
    throw new AppError("price_changed", "All together they cost more than you accept.", {
      price_usd: formatUsd(total),
    });
}
