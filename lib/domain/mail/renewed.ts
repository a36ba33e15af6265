import { readSubscription } from "@/lib/store/subscriptions";
import { readWallet } from "@/lib/store/wallets";
import type { Business } from "../context";
import { enqueueMail } from "./enqueue";
import { nameOf } from "./remind";

/** Tells a user what auto-renew charged, once per order; call it in the transaction that captures the price. */
export async function mailRenewed(
  ctx: Business,
  order: { id: number; user_id: number; subscription_id: number; price: string; expiresAt: Date },
): Promise<void> {
  const subscription = await readSubscription(ctx.db, order.subscription_id);
  const wallet = await readWallet(ctx.db, order.user_id);
  if (!subscription) return;
  await enqueueMail(
    ctx,
    { userId: order.user_id },
    {
      event: `renewed:${order.id}`,
      content: {
        topic: "renewed",
        subscriptionId: order.subscription_id,
        name: nameOf(subscription),
        priceUsd: order.price,
        balanceUsd: wallet?.balance ?? "0.00",
        expiresAt: order.expiresAt.toISOString(),
      },
    },
  );
}
