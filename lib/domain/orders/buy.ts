import { addDays } from "@/lib/clock";
import { countryCode } from "@/lib/countries";
import { AppError, badRequest } from "@/lib/errors";
import { formatUnitPrice, formatUsd, parseUsd, type Usd } from "@/lib/money";
import { countFreeStock } from "@/lib/store/catalog";
import { type Opening, openSubscription, readSaleTerms, type SaleTerms, sellAtOnce } from "@/lib/store/sales";
import { insertKeySpend } from "@/lib/store/spend";
import { type QuoteFor, quoteIn } from "../catalog/quote";
import { type Context, inside } from "../context";
import { requireNoCap, requireSpendCap } from "../keys/spend-cap";
import { idempotencyOwner } from "../principal";
import { createShelves, type Shelves } from "../stock/shelves";
import { newCredentials } from "../subscriptions/credentials";
import { requireBalance } from "../wallet/hold";
import { TERM_DAYS } from "./deliver";
import { auditOf, type Placed, placeOrder } from "./place";

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

/** What a sale is decided by, as it is until the transaction ends. */
export interface SaleSight {
  terms: SaleTerms;
  /** Of the first supplier; fewer than wished when it has not enough. */
  picked: number[];
  isFaultWaiting: boolean | undefined;
}

/** Looks at what a sale needs, and locks it; nothing is changed. Takes one round trip, with whatever was sent before. */
export async function lookAtSale(ctx: Context, wish: StaticWish): Promise<SaleSight> {
  const [terms, picked, isFaultWaiting] = await Promise.all([
    readSaleTerms(ctx.db, wish.userId, wish.category),
    shelvesOf(ctx).pick(ctx.db, { ...wish, supplier: Object.keys(ctx.suppliers)[0] ?? "" }),
    ctx.isFaultWaiting?.(ctx.db),
  ]);
  return { terms, picked, isFaultWaiting };
}

/**
 * Sells static proxies. Goods of our own are handed over and paid in one statement; for others the price is held, and
 * delivery follows in `deliverOrder`. `sight` is what the same transaction has looked at. Throws `money_disabled`,
 * `price_changed`, `insufficient`, `spend_cap_exceeded`, `out_of_stock`.
 */
export function buyStatic(ctx: Context, wish: StaticWish, sight?: SaleSight): Promise<Placed> {
  return ctx.db.join(async (tx) => {
    const inner = inside(ctx, tx);
    requireMoneyEnabled(ctx);
    const { terms, picked, isFaultWaiting } = sight ?? (await lookAtSale(inner, wish));
    const quote = quoteIn(terms.category, wish.quantity);
    requirePrice(quote.price, wish.maxPrice);
    requireBalance(terms.wallet, quote.price);
    if (wish.autoRenew) requireNoCap(ctx);
    const spender = await requireSpendCap(inner, quote.price);
    if (!quote.category.live) throw new AppError("out_of_stock", "This category is not sold at the moment.");
    const goods = await wholeGoods(inner, wish, picked);
    if (!goods) throw await outOfStock(inner, wish, quote);
    const sale = { ...wish, ...goods, quote, spender, subscriptionId: terms.subscription_id };
    const isOurs = ctx.suppliers[goods.supplier]?.ownGoods === true && !isFaultWaiting;
    return isOurs ? sell(inner, sale) : order(inner, sale);
  });
}

type Goods = Pick<Opening, "supplier" | "stockIds">;

/** Goods of the first supplier that has the whole quantity, to which `picked` belongs for the first; `null`: none has. */
async function wholeGoods(ctx: Context, wish: StaticWish, picked: number[]): Promise<Goods | null> {
  const [first = "", ...others] = Object.keys(ctx.suppliers);
  if (picked.length === wish.quantity) return { supplier: first, stockIds: picked };
  for (const supplier of others) {
    const stockIds = await shelvesOf(ctx).pick(ctx.db, { ...wish, supplier });
    if (stockIds.length === wish.quantity) return { supplier, stockIds };
  }
  return null;
}

function shelvesOf(ctx: Context): Shelves {
  return ctx.shelves ?? createShelves();
}

interface Sale extends StaticWish, Goods {
  quote: QuoteFor;
  /** Whose cap it counts against. */
  spender: number | null;
  subscriptionId: number;
}

/** Sells what is ours: paid, handed over and done. */
async function sell(ctx: Context, sale: Sale): Promise<Placed> {
  const { quote, subscriptionId, country, quantity } = sale;
  const opening = openingOf(ctx, sale);
  const expiresAt = addDays(opening.now, TERM_DAYS);
  const orderId = await sellAtOnce(ctx.db, {
    ...opening,
    expiresAt,
    credentials: newCredentials(ctx, subscriptionId),
    unitPrice: formatUnitPrice(quote.unit),
    description: describe(sale),
    principal: idempotencyOwner(ctx.principal),
    idempotencyKey: sale.idempotencyKey,
    audit: auditOf(ctx, "purchase"),
    requestId: ctx.requestId,
  });
  if (sale.spender !== null) await insertKeySpend(ctx.db, orderId, sale.spender);
  return {
    orderId,
    order: {
      id: orderId,
      kind: "purchase",
      state: "delivered",
      failure: null,
      subscription_id: subscriptionId,
      price: opening.price,
      quantity,
      country,
      new_expires_at: expiresAt,
      request_id: ctx.requestId,
    },
  };
}

/** Holds the price of what its supplier is asked for afterwards. */
async function order(ctx: Context, sale: Sale): Promise<Placed> {
  await openSubscription(ctx.db, openingOf(ctx, sale));
  return placeOrder(ctx, { ...sale, kind: "purchase", description: describe(sale), periodEnd: null });
}

function openingOf(ctx: Context, { quote, ...sale }: Sale): Opening {
  return { ...sale, kind: quote.category.kind, price: formatUsd(quote.price), now: ctx.clock.now() };
}

function describe({ quantity, quote, country }: Sale): string {
  return `${quantity} × ${quote.category.label} ${country}`;
}

async function outOfStock(ctx: Context, wish: StaticWish, quote: QuoteFor): Promise<AppError> {
  const left = (await countFreeStock(ctx.db)).find(
    (row) => row.category === wish.category && row.country === wish.country,
  );
  return new AppError("out_of_stock", `At most ${left?.free ?? 0} can be had at once in ${wish.country}.`, {
    price_usd: formatUsd(quote.price),
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
