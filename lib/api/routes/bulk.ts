import { type BulkAutoRenewItem, renewMany, setAutoRenewOfMany } from "@/lib/contract/bulk";
import type { Context } from "@/lib/domain/context";
import { readMaxPrice } from "@/lib/domain/orders/buy";
import { renewMany as renewAll } from "@/lib/domain/orders/renew-many";
import { findSubscription, setAutoRenew } from "@/lib/domain/subscriptions/card";
import { AppError } from "@/lib/errors";
import { answerOnce, deliverWithin } from "../answer-once";
import { errorAnswer } from "../errors";
import { handle } from "../openapi";
import { keepBulk, ordersOf, presentBulk } from "../present-bulk";
import { presentSubscription } from "../presenters";

/** Many subscriptions at once. */
export const bulkRoutes = [
  handle(renewMany, async (call, c) => {
    const { ctx, body } = call;
    const once = call.once();
    const wish = { ids: body.ids, maxPrice: readMaxPrice(body.max_price_usd), idempotencyKey: once.key };
    const { kept, isReplay } = await answerOnce(ctx, once, async (inner) =>
      keepBulk(ctx, await renewAll(inner, wish)),
    );
    if (isReplay) c.header("Idempotent-Replayed", "true");
    if (!("status" in kept)) throw new Error("Another route's answer is kept under this key.");
    if (kept.status !== 200) return c.json(kept.body, 409);
    if (!isReplay) await Promise.all(ordersOf(kept.body).map((id) => deliverWithin(ctx, id)));
    const answer = await presentBulk(ctx, kept.body);
    const isOpen = answer.items.some((item) => item.status === "provisioning");
    if (isOpen) c.header("Retry-After", "2");
    return c.json(answer, isOpen ? 202 : 200);
  }),

  handle(setAutoRenewOfMany, async ({ ctx, body }, c) => {
    const items: BulkAutoRenewItem[] = [];
    for (const id of body.ids) items.push(await switchOne(ctx, id, body.auto_renew));
    return c.json({ items });
  }),
];

async function switchOne(ctx: Context, id: number, autoRenew: boolean): Promise<BulkAutoRenewItem> {
  try {
    const subscription = await setAutoRenew(ctx, await findSubscription(ctx, id), autoRenew);
    return {
      subscription_id: id,
      status: "ok",
      subscription: await presentSubscription(ctx, subscription),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { body } = errorAnswer(error, { requestId: ctx.requestId, isMoney: false });
    return { subscription_id: id, status: "failed", error: body.error };
  }
}
