import {
  type BulkAutoRenewItem,
  type BulkRenewalTrial,
  renewMany,
  setAutoRenewOfMany,
} from "@/lib/contract/bulk";
import type { Context } from "@/lib/domain/context";
import { readMaxPrice } from "@/lib/domain/orders/buy";
import { undone } from "@/lib/domain/orders/dry-run";
import { renewMany as renewAll } from "@/lib/domain/orders/renew-many";
import { findSubscription, setAutoRenew } from "@/lib/domain/subscriptions/card";
import { AppError } from "@/lib/errors";
import type { Usd } from "@/lib/money";
import { answerOnce, deliverWithin } from "../answer-once";
import { errorAnswer } from "../errors";
import { handle } from "../openapi";
import { bulkBody, ordersOf, presentBulk } from "../present-bulk";
import { presentSubscription } from "../presenters";

/** Many subscriptions at once. */
export const bulkRoutes = [
  handle(renewMany, async (call, c) => {
    const { ctx, body } = call;
    const all = { ids: body.ids, maxPrice: readMaxPrice(body.max_price_usd) };
    if (call.query.dry_run === "true") return c.json(await tryAll(ctx, all));
    const once = call.once();
    const wish = { ...all, idempotencyKey: once.key };
    const { kept, isReplay } = await answerOnce(ctx, once, async (inner) => ({
      status: 200,
      body: bulkBody(ctx, await renewAll(inner, wish)),
    }));
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

/** The very renewals, rolled back: what each would cost, and the refusal that it would meet. */
async function tryAll(
  ctx: Context,
  all: { ids: readonly number[]; maxPrice: Usd | null },
): Promise<BulkRenewalTrial> {
  const trial = await undone(ctx, async (inner) => {
    const renewals = await renewAll(inner, { ...all, idempotencyKey: "dry-run" });
    return presentBulk(inner, bulkBody(ctx, renewals));
  });
  if (trial.problem !== null) return { dry_run: true, items: [], total_usd: "0.00", problem: trial.problem };
  const { items, total_usd } = trial.result;
  return {
    dry_run: true,
    items: items.map(({ new_expires_at: _, ...item }) =>
      item.status === "provisioning" ? { ...item, status: "ok" } : item,
    ),
    total_usd,
    problem: null,
  };
}

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
