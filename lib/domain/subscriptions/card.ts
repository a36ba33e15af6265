import { AppError, notFound } from "@/lib/errors";
import { formatUsd } from "@/lib/money";
import { acceptPrice } from "@/lib/store/renewals";
import {
  readSubscription,
  type SubscriptionRow,
  updateAutoRenew,
  updateLabel,
} from "@/lib/store/subscriptions";
import { priceIn, shownOffer, type Viewer } from "../catalog/quote";
import { type Context, inside, recordAudit } from "../context";
import { requireNoCap } from "../keys/spend-cap";
import { reaches } from "../principal";

export type CardStatus = SubscriptionRow["state"] | "expired";

/** A subscription in the principal's reach. Throws `not_found`, equal for a foreign and a missing one. */
export async function findSubscription(ctx: Context, id: number): Promise<SubscriptionRow> {
  const subscription = await readSubscription(ctx.db, id);
  if (!subscription || !reaches(ctx.principal, subscription.user_id)) throw notFound();
  return subscription;
}

/** The status as people see it: an active one past its end is expired. */
export function cardStatus(subscription: SubscriptionRow, now: Date): CardStatus {
  const isOver = subscription.expires_at !== null && subscription.expires_at <= now;
  return subscription.state === "active" && isOver ? "expired" : subscription.state;
}

/** What another term of each costs today; `null` for what can't be renewed. */
export async function renewalPrices(ctx: Viewer): Promise<(subscription: SubscriptionRow) => string | null> {
  const { categories } = await shownOffer(ctx);
  return (subscription) => {
    if (subscription.kind !== "static" || subscription.state === "released") return null;
    const category = categories.find((row) => row.category === subscription.category);
    return category ? formatUsd(priceIn(category, subscription.quantity).price) : null;
  };
}

/**
 * Switches auto-renew. On is also the yes to today's price for the next term, so it is said again where a renewal
 * waits for it. Throws `invalid_state` for one that is not renewed, `spend_cap_exceeded` when a capped key switches it on.
 */
export function setAutoRenew(
  ctx: Context,
  subscription: SubscriptionRow,
  autoRenew: boolean,
): Promise<SubscriptionRow> {
  if (subscription.kind !== "static" || subscription.state === "released") {
    throw new AppError("invalid_state", "This subscription is not renewed.");
  }
  if (autoRenew) requireNoCap(ctx);
  return change(ctx, subscription, "auto_renew", { auto_renew: autoRenew }, async (tx) => {
    await updateAutoRenew(tx.db, subscription.id, autoRenew);
    const price = autoRenew ? (await renewalPrices(tx))(subscription) : null;
    const { id: subscriptionId, user_id: userId, expires_at: periodEnd } = subscription;
    if (price && periodEnd) await acceptPrice(tx.db, { subscriptionId, userId, periodEnd, price });
  });
}

/** Names a subscription, or removes its name. */
export function setLabel(
  ctx: Context,
  subscription: SubscriptionRow,
  label: string | null,
): Promise<SubscriptionRow> {
  return change(ctx, subscription, "label", { label }, (tx) => updateLabel(tx.db, subscription.id, label));
}

function change(
  ctx: Context,
  subscription: SubscriptionRow,
  verb: "auto_renew" | "label",
  facts: Record<string, unknown>,
  write: (ctx: Context) => Promise<void>,
): Promise<SubscriptionRow> {
  return ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    await write(inner);
    await recordAudit(inner, {
      action: `subscription.${verb}`,
      subject: "subscription",
      subjectId: subscription.id,
      userId: subscription.user_id,
      facts,
    });
    return (await readSubscription(tx, subscription.id)) ?? subscription;
  });
}
