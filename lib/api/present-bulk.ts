import type { BulkRenewal, BulkRenewalItem } from "@/lib/contract/bulk";
import type { ErrorBody } from "@/lib/contract/fields";
import type { Context } from "@/lib/domain/context";
import type { OneRenewal } from "@/lib/domain/orders/renew-many";
import { formatUsd, parseUsd } from "@/lib/money";
import { readOrder } from "@/lib/store/orders";
import { errorAnswer } from "./errors";
import { failureOf } from "./routes/orders";

/** One of many as it is kept: an order, whose state is the answer, or a finished refusal. */
type KeptItem =
  | { subscription_id: number; order_id: number }
  | { subscription_id: number; error: ErrorBody["error"] };

/** What is kept under the key of a request for many. */
export function bulkBody(ctx: Context, renewals: readonly OneRenewal[]): { items: KeptItem[] } {
  const items = renewals.map((renewal): KeptItem => {
    const subscription_id = renewal.subscriptionId;
    if ("orderId" in renewal) return { subscription_id, order_id: renewal.orderId };
    const { body } = errorAnswer(renewal.refusal, { requestId: ctx.requestId, isMoney: true });
    return { subscription_id, error: body.error };
  });
  return { items };
}

/** The orders of a kept answer. */
export function ordersOf(body: Record<string, unknown>): number[] {
  return asItems(body).flatMap((item) => ("order_id" in item ? [item.order_id] : []));
}

/** A kept answer as the wire shows it now: an order's part is derived from its state, so a replay tells the same story. */
export async function presentBulk(ctx: Context, body: Record<string, unknown>): Promise<BulkRenewal> {
  const items: BulkRenewalItem[] = [];
  for (const item of asItems(body)) items.push(await presentItem(ctx, item));
  const total = items
    .filter((item) => item.status !== "failed")
    .reduce((sum, item) => sum + parseUsd(item.price_usd ?? "0.00"), 0n);
  return { items, total_usd: formatUsd(total) };
}

async function presentItem(ctx: Context, item: KeptItem): Promise<BulkRenewalItem> {
  if ("error" in item) return { subscription_id: item.subscription_id, status: "failed", error: item.error };
  const order = await readOrder(ctx.db, item.order_id);
  if (!order) throw new Error(`Order ${item.order_id} is gone.`);
  const { subscription_id } = item;
  if (order.state === "failed")
    return { subscription_id, status: "failed", error: failureOf(order).body.error };
  return {
    subscription_id,
    status: order.state === "delivered" ? "ok" : "provisioning",
    price_usd: order.price,
    new_expires_at: order.new_expires_at?.toISOString() ?? null,
  };
}

/** `keepBulk` alone writes such bodies. */
function asItems(body: Record<string, unknown>): KeptItem[] {
  return body.items as KeptItem[];
}
