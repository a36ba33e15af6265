import { countryCode } from "@/lib/countries";
import { AppError, badRequest } from "@/lib/errors";
import { formatUnitPrice, formatUsd, parseUsd, type Usd } from "@/lib/money";
import { allocateStock, countFreeStock } from "@/lib/store/catalog";
import { insertHeldOrder } from "@/lib/store/held-orders";
import { insertKeySpend } from "@/lib/store/spend";
import { insertSubscription, updateSupplier } from "@/lib/store/subscriptions";
import { type QuoteFor, quoteFor } from "../catalog/quote";
import { type Context, inside } from "../context";
import { requireSpendCap } from "../keys/spend-cap";
import { idempotencyOwner } from "../principal";
import { requireBalance } from "../wallet/hold";
import { settlePaid } from "./deliver";

/** Longer than a delivery may take, so that the sweeper comes only when the process that bought is gone or in doubt. */
export const SETTLE_AFTER_MS = 12_000;

export interface StaticWish {
  userId: number;
  category: "isp" | "datacenter";
  country: string;
  quantity: number;
  autoRenew: boolean;
  maxPrice: Usd | null;
  idempotencyKey: string;
}

/** The ISO code of what a caller wrote. Throws `bad_request` when it is no country. */
export function requireCountry(text: string): string {
  const code = countryCode(text);
  if (!code) throw badRequest("country_name", "unknown_country", "Not a country's name or ISO code.");
  return code;
}

/**
 * Sells static proxies: holds the price, allocates the addresses and records the order; answers its id. Delivery
 * of what is not ours follows in `deliverOrder`. Throws `money_disabled`, `price_changed`, `insufficient`, `out_of_stock`.
 */
export function buyStatic(ctx: Context, wish: StaticWish): Promise<number> {
  return ctx.db.join(async (tx) => {
    const inner = inside(ctx, tx);
    requireMoneyEnabled(ctx);
    const quote = await quoteFor(inner, wish);
    requirePrice(quote.price, wish.maxPrice);
    await requireBalance(tx, wish.userId, quote.price);
    const { subscriptionId, supplier } = await openSubscription(inner, wish, quote);
    return placeOrder(inner, {
      kind: "purchase",
      userId: wish.userId,
      subscriptionId,
      quote,
      supplier,
      description: `${wish.quantity} × ${quote.category.label} ${wish.country}`,
      idempotencyKey: wish.idempotencyKey,
      periodEnd: null,
    });
  });
}

/** Throws `money_disabled` while the kill switch stops new work. */
export function requireMoneyEnabled(ctx: Context): void {
  if (!ctx.moneyEnabled)
    throw new AppError("money_disabled", "Buying and renewing are switched off for the moment.");
}

/** Throws `price_changed` with today's price when it is above what the caller accepts. */
export function requirePrice(price: Usd, maxPrice: Usd | null): void {
  if (maxPrice === null || price <= maxPrice) return;
  throw new AppError("price_changed", "The price is now higher than you accept.", {
    price_usd: formatUsd(price),
  });
}

/** Reads `max_price_usd`. */
export function readMaxPrice(text: string | undefined): Usd | null {
  return text === undefined ? null : parseUsd(text);
}

interface Opened {
  subscriptionId: number;
  supplier: string;
}

/** The first supplier that has the whole quantity sells it: a purchase never mixes them. */
async function openSubscription(ctx: Context, wish: StaticWish, quote: QuoteFor): Promise<Opened> {
  if (!quote.category.live) throw new AppError("out_of_stock", "This category is not sold at the moment.");
  const [first = "", ...others] = Object.keys(ctx.suppliers);
  const subscriptionId = await insertSubscription(ctx.db, {
    userId: wish.userId,
    category: wish.category,
    kind: quote.category.kind,
    supplier: first,
    country: wish.country,
    quantity: wish.quantity,
    price: formatUsd(quote.price),
    autoRenew: wish.autoRenew,
    now: ctx.clock.now(),
  });
  if (await allocateStock(ctx.db, { ...wish, supplier: first, subscriptionId }))
    return { subscriptionId, supplier: first };
  for (const supplier of others) {
    if (!(await allocateStock(ctx.db, { ...wish, supplier, subscriptionId }))) continue;
    await updateSupplier(ctx.db, subscriptionId, supplier);
    return { subscriptionId, supplier };
  }
  throw await outOfStock(ctx, wish, quote);
}

async function outOfStock(ctx: Context, wish: StaticWish, quote: QuoteFor): Promise<AppError> {
  const left = (await countFreeStock(ctx.db)).find(
    (row) => row.category === wish.category && row.country === wish.country,
  );
  return new AppError("out_of_stock", `At most ${left?.free ?? 0} can be had at once in ${wish.country}.`, {
    price_usd: formatUsd(quote.price),
  });
}

export interface OrderWish {
  kind: "purchase" | "renewal";
  userId: number;
  subscriptionId: number;
  quote: QuoteFor;
  supplier: string;
  description: string;
  idempotencyKey: string;
  /** Of a renewal: the end that it extends. */
  periodEnd: Date | null;
}

/**
 * Holds the money and records the order, in the caller's transaction. Goods of our own are handed over in it as well;
 * else there is a job that settles the order. Throws `spend_cap_exceeded`.
 */
export async function placeOrder(ctx: Context, wish: OrderWish): Promise<number> {
  const { userId, subscriptionId, quote, kind } = wish;
  const spender = await requireSpendCap(ctx, quote.price);
  const isHandedOver =
    ctx.suppliers[wish.supplier]?.ownGoods === true && !(await ctx.isFaultWaiting?.(ctx.db));
  const { id, transaction_id } = await insertHeldOrder(ctx.db, {
    userId,
    kind,
    subscriptionId,
    supplier: wish.supplier,
    quantity: quote.quantity,
    unitPrice: formatUnitPrice(quote.unit),
    price: formatUsd(quote.price),
    description: wish.description,
    principal: idempotencyOwner(ctx.principal),
    idempotencyKey: wish.idempotencyKey,
    periodEnd: wish.periodEnd,
    settleAt: isHandedOver ? null : new Date(Date.now() + SETTLE_AFTER_MS),
    audit: {
      action: `subscription.${kind === "purchase" ? "buy" : "renew"}`,
      keyId: ctx.principal.kind === "system" ? null : ctx.principal.keyId,
      byName: ctx.principal.name,
    },
    requestId: ctx.requestId,
    now: ctx.clock.now(),
  });
  if (spender !== null) await insertKeySpend(ctx.db, id, spender);
  if (isHandedOver) {
    await settlePaid(ctx, {
      id,
      kind,
      user_id: userId,
      subscription_id: subscriptionId,
      transaction_id,
      price: formatUsd(quote.price),
      expires_at: wish.periodEnd,
    });
  }
  return id;
}
