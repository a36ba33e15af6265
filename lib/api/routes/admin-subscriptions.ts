import {
  addTraffic,
  grantSubscription,
  listAllSubscriptions,
  previewRefund,
  refundSubscription,
  resumeSubscription,
  suspendSubscription,
} from "@/lib/contract/admin-subscriptions";
import { BASE_PATH } from "@/lib/contract/route";
import type { Context } from "@/lib/domain/context";
import { requireCountry } from "@/lib/domain/orders/buy";
import { userInReach } from "@/lib/domain/principal";
import { findSubscription } from "@/lib/domain/subscriptions/card";
import { addTraffic as add, grantSubscription as grant } from "@/lib/domain/subscriptions/grant";
import { previewRefund as preview, refundSubscription as refund } from "@/lib/domain/subscriptions/refund";
import {
  resumeSubscription as resume,
  suspendSubscription as suspend,
} from "@/lib/domain/subscriptions/suspend";
import { AppError } from "@/lib/errors";
import { formatUsd } from "@/lib/money";
import { readOrder } from "@/lib/store/orders";
import { answerOnce, deliverWithin, type OnceRequest } from "../answer-once";
import type { ApiContext } from "../call";
import { handle } from "../openapi";
import { presentSubscription } from "../presenters";
import { withUsers } from "../with-users";
import { answerKept } from "./orders";
import { pageOfSubscriptions } from "./subscriptions";

/** What operators do with subscriptions. */
export const adminSubscriptionsRoutes = [
  handle(listAllSubscriptions, async ({ ctx, query }, c) => {
    const userId = query.user_id === undefined ? null : await userInReach(ctx, query.user_id);
    const page = await pageOfSubscriptions(ctx, query, userId, query.renewal === "failing");
    return c.json(await withUsers(ctx, page));
  }),

  handle(grantSubscription, async (call, c) => {
    const { ctx, body } = call;
    const wish = {
      userId: await userInReach(ctx, body.user_id),
      category: body.category,
      country: body.country_name === undefined ? null : requireCountry(body.country_name),
      quantity: body.quantity,
      days: body.days ?? null,
      reason: body.reason,
    };
    return answerGift(c, call, 201, (inner) => grant(inner, wish));
  }),

  handle(suspendSubscription, async ({ ctx, params, body }, c) => {
    const subscription = await suspend(ctx, await findSubscription(ctx, params.id), body.reason);
    return c.json(await presentSubscription(ctx, subscription));
  }),

  handle(resumeSubscription, async ({ ctx, params, body }, c) => {
    const subscription = await resume(ctx, await findSubscription(ctx, params.id), body.reason);
    return c.json(await presentSubscription(ctx, subscription));
  }),

  handle(previewRefund, async ({ ctx, params }, c) => {
    const { full, unused } = await preview(ctx, await findSubscription(ctx, params.id));
    return c.json({ full_usd: formatUsd(full), unused_usd: formatUsd(unused) });
  }),

  handle(refundSubscription, async (call, c) => {
    const { ctx, body } = call;
    const seen = await findSubscription(ctx, call.params.id);
    const answer = await answerOnce(ctx, call.once(), async (inner) => {
      const { subscription, amount, transactionIds } = await refund(inner, seen, body);
      return {
        status: 200,
        body: {
          refunded_usd: formatUsd(amount),
          transaction_ids: transactionIds,
          subscription: await presentSubscription(inner, subscription),
        },
      };
    });
    return answerKept(c, ctx, answer);
  }),

  handle(addTraffic, async (call, c) => {
    const seen = await findSubscription(call.ctx, call.params.id);
    return answerGift(c, call, 200, (inner) => add(inner, seen, call.body));
  }),
];

/** Places a free order, once where the request has an idempotency key, and waits for it as for a bought one. */
async function answerGift(
  c: ApiContext,
  { ctx, onceIfKeyed }: { ctx: Context; onceIfKeyed(): OnceRequest | null },
  done: 200 | 201,
  place: (ctx: Context) => Promise<number>,
): Promise<Response> {
  const once = onceIfKeyed();
  if (!once) {
    const orderId = await place(ctx);
    await deliverWithin(ctx, orderId);
    return answerDelivery(c, ctx, orderId, done);
  }
  const answer = await answerOnce(ctx, once, async (inner) => ({ orderId: await place(inner) }));
  if (!("orderId" in answer.kept)) return answerKept(c, ctx, answer);
  if (answer.isReplay) c.header("Idempotent-Replayed", "true");
  return answerDelivery(c, ctx, answer.kept.orderId, done);
}

/** A free order's card, or 202 while the supplier takes longer. */
async function answerDelivery(
  c: ApiContext,
  ctx: Context,
  orderId: number,
  done: 200 | 201,
): Promise<Response> {
  const order = await readOrder(ctx.db, orderId);
  if (!order) throw new Error(`Order ${orderId} is gone.`);
  if (order.failure) throw new AppError(order.failure, "The supplier could not deliver.");
  c.header("Location", `${BASE_PATH}/proxy/subscriptions/${order.subscription_id}`);
  const card = await presentSubscription(ctx, await findSubscription(ctx, order.subscription_id));
  return c.json(card, order.state === "delivered" ? done : 202);
}
