import { AppError } from "@/lib/errors";
import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import type { Db } from "@/lib/store/db";
import { insertRefund, listRefundable } from "@/lib/store/grants";
import { hasOpenOrder } from "@/lib/store/orders";
import { lockSubscription, readSubscription, type SubscriptionRow } from "@/lib/store/subscriptions";
import { insertTransaction, nameTransactionsOrder } from "@/lib/store/wallets";
import { type Context, inside, recordAudit } from "../context";
import { TERM_DAYS, takeBack } from "../orders/deliver";
import { creditWallet } from "../wallet/credit";

const TERM_MS = BigInt(TERM_DAYS) * 86_400_000n;

export interface RefundWish {
  /** `full`: all that was paid for terms that are not over; `unused`: the share of them that lies ahead. */
  portion: "full" | "unused";
  reason: string;
}

/** What a refund gave back: one transaction per order. */
export interface Refund {
  subscription: SubscriptionRow;
  amount: Usd;
  transactionIds: number[];
}

/**
 * Gives money back for a subscription and releases it, in one transaction: a `refund` from revenue to the wallet for
 * each order whose term is not over, once per order and never more than it cost; a debt is paid from it. Throws `money_disabled`, and
 * `invalid_state` when it is released or under way, or when there is nothing to give back.
 */
export function refundSubscription(ctx: Context, seen: SubscriptionRow, wish: RefundWish): Promise<Refund> {
  if (!ctx.moneyEnabled) throw new AppError("money_disabled", "Money is switched off here for the moment.");
  return ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    await lockSubscription(tx, seen.id);
    const before = (await readSubscription(tx, seen.id)) ?? seen;
    await requireRefundable(tx, before);
    const shares = await sharesOf(inner, before.id, wish.portion);
    const amount = totalOf(shares);
    if (amount === 0n) throw new AppError("invalid_state", "There is nothing to give back.");
    const transactionIds: number[] = [];
    for (const share of shares) transactionIds.push(await postRefund(inner, before, share));
    await takeBack(tx, before.id);
    await recordAudit(inner, {
      action: "subscription.refund",
      subject: "subscription",
      subjectId: before.id,
      userId: before.user_id,
      facts: { ...wish, amount_usd: formatUsd(amount), transaction_ids: transactionIds },
    });
    return { subscription: (await readSubscription(tx, before.id)) ?? before, amount, transactionIds };
  });
}

/** What each portion would give back now. Throws `invalid_state` when it is released or under way. */
export async function previewRefund(
  ctx: Context,
  subscription: SubscriptionRow,
): Promise<{ full: Usd; unused: Usd }> {
  await requireRefundable(ctx.db, subscription);
  const [full, unused] = await Promise.all([
    sharesOf(ctx, subscription.id, "full"),
    sharesOf(ctx, subscription.id, "unused"),
  ]);
  return { full: totalOf(full), unused: totalOf(unused) };
}

async function requireRefundable(tx: Db, subscription: SubscriptionRow): Promise<void> {
  if (subscription.state === "released") throw new AppError("invalid_state", "It is released.");
  if (await hasOpenOrder(tx, subscription.id))
    throw new AppError("invalid_state", "An order of it is under way.");
}

interface Share {
  orderId: number;
  amount: Usd;
}

function totalOf(shares: readonly Share[]): Usd {
  return shares.reduce((sum, share) => sum + share.amount, 0n);
}

async function sharesOf(
  ctx: Context,
  subscriptionId: number,
  portion: RefundWish["portion"],
): Promise<Share[]> {
  const now = ctx.clock.now();
  return (await listRefundable(ctx.db, subscriptionId))
    .filter((order) => order.new_expires_at !== null && order.new_expires_at > now)
    .map((order) => ({
      orderId: order.id,
      amount:
        portion === "full"
          ? parseUsd(order.price)
          : unusedShare(parseUsd(order.price), order.new_expires_at, now),
    }))
    .filter((share) => share.amount > 0n);
}

/** The part of a term's price that lies after `now`, in whole cents, rounded half up once; all of one not begun yet. */
function unusedShare(price: Usd, endsAt: Date | null, now: Date): Usd {
  const aheadMs = BigInt((endsAt?.getTime() ?? 0) - now.getTime());
  const unusedMs = aheadMs > TERM_MS ? TERM_MS : aheadMs;
  return (price * unusedMs * 2n + TERM_MS) / (TERM_MS * 2n);
}

async function postRefund(ctx: Context, subscription: SubscriptionRow, share: Share): Promise<number> {
  const { user_id: userId, id: subscriptionId } = subscription;
  const now = ctx.clock.now();
  const amount = formatUsd(share.amount);
  const id = await insertTransaction(ctx.db, {
    userId,
    type: "refund",
    status: "pending",
    amount,
    description: `Refund of order ${share.orderId}`,
    subscription_id: subscriptionId,
    now,
  });
  await nameTransactionsOrder(ctx.db, id, share.orderId);
  await insertRefund(ctx.db, { orderId: share.orderId, transactionId: id, amount, now });
  await creditWallet(ctx.db, { transactionId: id, userId, amount: share.amount, from: "revenue", now });
  return id;
}
