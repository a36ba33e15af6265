import { ANY_COUNTRY } from "@/lib/countries";
import { AppError, notFound } from "@/lib/errors";
import { allocateStock, readCategory } from "@/lib/store/catalog";
import { fullestCountry, hasExits, insertGrant } from "@/lib/store/grants";
import { hasOpenOrder, insertJob } from "@/lib/store/orders";
import {
  insertSubscription,
  lockSubscription,
  readSubscription,
  type SubscriptionRow,
} from "@/lib/store/subscriptions";
import { type Business, type Context, inside, recordAudit } from "../context";
import { TERM_DAYS } from "../orders/deliver";
import { SETTLE_AFTER_MS } from "../orders/place";

const SUPPLIER_OF_GRANTS = "local";

export interface GrantWish {
  userId: number;
  category: SubscriptionRow["category"];
  /** ISO code; `null`: for static proxies the country with the most left, for rotating ones any. */
  country: string | null;
  /** IPs, or GB of a rotating one. */
  quantity: number;
  /** `null`: 30 for static proxies, no end for rotating ones. */
  days: number | null;
  reason: string;
}

/**
 * Gives a user a subscription free of charge; answers the order's id, whose delivery follows in `deliverOrder`. Every
 * subscription has an order, so a gift has one too: kind `grant`, price 0.00, no transaction, nothing in the ledger.
 * It takes the same way to the supplier as a bought one and is settled by the same sweeper. Throws `not_found`,
 * `out_of_stock`, and `invalid_state` where the supplier can't count a rotating one's traffic.
 */
export function grantSubscription(ctx: Context, wish: GrantWish): Promise<number> {
  return ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    const category = await readCategory(tx, wish.category);
    if (!category) throw notFound();
    const isRotating = category.kind === "rotating";
    if (isRotating) requireCounting(ctx, SUPPLIER_OF_GRANTS);
    const country = isRotating ? await countryOfExits(inner, wish) : await countryOfStock(inner, wish);
    const subscriptionId = await insertSubscription(tx, {
      ...wish,
      kind: category.kind,
      supplier: SUPPLIER_OF_GRANTS,
      country,
      price: "0.00",
      autoRenew: false,
      now: ctx.clock.now(),
    });
    if (!isRotating) await allocateAll(inner, { ...wish, country, subscriptionId });
    return placeGrant(inner, {
      kind: "grant",
      subscription: { id: subscriptionId, user_id: wish.userId, supplier: SUPPLIER_OF_GRANTS },
      quantity: wish.quantity,
      termDays: wish.days ?? (isRotating ? null : TERM_DAYS),
      reason: wish.reason,
    });
  });
}

/**
 * Adds gigabytes to a rotating subscription, free of charge; answers the order's id (kind `traffic`). Throws
 * `invalid_state` for a static, suspended or released one, and while another order of it is under way.
 */
export function addTraffic(
  ctx: Context,
  seen: SubscriptionRow,
  wish: { quantity: number; reason: string },
): Promise<number> {
  return ctx.db.transact(async (tx) => {
    await lockSubscription(tx, seen.id);
    const subscription = (await readSubscription(tx, seen.id)) ?? seen;
    if (subscription.kind !== "rotating")
      throw new AppError("invalid_state", "Static proxies have no traffic to add.");
    if (subscription.state !== "active") throw new AppError("invalid_state", `It is ${subscription.state}.`);
    requireCounting(ctx, subscription.supplier);
    if (await hasOpenOrder(tx, seen.id))
      throw new AppError("invalid_state", "Another order of it is under way.");
    return placeGrant(inside(ctx, tx), { ...wish, kind: "traffic", subscription, termDays: null });
  });
}

function requireCounting(ctx: Business, supplier: string): void {
  if (!ctx.suppliers[supplier]?.can.countTraffic)
    throw new AppError("invalid_state", "This supplier can't count traffic.");
}

async function countryOfExits(ctx: Context, { category, country }: GrantWish): Promise<string> {
  if (!(await hasExits(ctx.db, SUPPLIER_OF_GRANTS, category, country)))
    throw new AppError("out_of_stock", `There is no exit${country ? ` in ${country}` : ""}.`);
  return country ?? ANY_COUNTRY;
}

async function countryOfStock(ctx: Context, { category, country, quantity }: GrantWish): Promise<string> {
  const code = country ?? (await fullestCountry(ctx.db, SUPPLIER_OF_GRANTS, category, quantity));
  if (!code) throw new AppError("out_of_stock", "No country has that many left.");
  return code;
}

async function allocateAll(
  ctx: Context,
  want: { category: string; country: string; quantity: number; subscriptionId: number },
): Promise<void> {
  if (!(await allocateStock(ctx.db, { ...want, supplier: SUPPLIER_OF_GRANTS })))
    throw new AppError("out_of_stock", `There are not ${want.quantity} left in ${want.country}.`);
}

async function placeGrant(
  ctx: Context,
  grant: {
    kind: "grant" | "traffic";
    subscription: Pick<SubscriptionRow, "id" | "user_id" | "supplier">;
    quantity: number;
    termDays: number | null;
    reason: string;
  },
): Promise<number> {
  const { subscription, quantity, reason } = grant;
  const orderId = await insertGrant(ctx.db, {
    ...grant,
    userId: subscription.user_id,
    subscriptionId: subscription.id,
    supplier: subscription.supplier,
    requestId: ctx.requestId,
    now: ctx.clock.now(),
  });
  await insertJob(ctx.db, "settle_order", orderId, new Date(Date.now() + SETTLE_AFTER_MS));
  await recordAudit(ctx, {
    action: grant.kind === "grant" ? "subscription.grant" : "subscription.traffic",
    subject: "subscription",
    subjectId: subscription.id,
    userId: subscription.user_id,
    facts: { order_id: orderId, quantity, reason },
  });
  return orderId;
}
