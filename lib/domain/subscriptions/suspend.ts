import { AppError } from "@/lib/errors";
import {
  lockSubscription,
  readSubscription,
  type SubscriptionRow,
  updateSuspension,
} from "@/lib/store/subscriptions";
import { type Context, inside, recordAudit } from "../context";

/** Stops a subscription's proxies until it is resumed; its addresses stay its own. Throws `invalid_state`. */
export function suspendSubscription(
  ctx: Context,
  seen: SubscriptionRow,
  reason: string,
): Promise<SubscriptionRow> {
  if (!ctx.suppliers[seen.supplier]?.can.cutOff)
    throw new AppError("invalid_state", "This supplier can't stop proxies.");
  return changeSuspension(ctx, seen, true, reason);
}

/** Lets a suspended subscription work again, until its end as before. Throws `invalid_state`. */
export function resumeSubscription(
  ctx: Context,
  seen: SubscriptionRow,
  reason: string,
): Promise<SubscriptionRow> {
  return changeSuspension(ctx, seen, false, reason);
}

function changeSuspension(
  ctx: Context,
  seen: SubscriptionRow,
  suspended: boolean,
  reason: string,
): Promise<SubscriptionRow> {
  return ctx.db.transact(async (tx) => {
    await lockSubscription(tx, seen.id);
    const changed = await updateSuspension(tx, seen.id, suspended);
    const subscription = (await readSubscription(tx, seen.id)) ?? seen;
    if (!changed) throw new AppError("invalid_state", `It is ${subscription.state}.`);
    await recordAudit(inside(ctx, tx), {
      action: suspended ? "subscription.suspend" : "subscription.resume",
      subject: "subscription",
      subjectId: seen.id,
      userId: seen.user_id,
      facts: { reason },
    });
    return subscription;
  });
}
