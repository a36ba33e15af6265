import type { UserCard } from "@/lib/contract/admin";
import type { Category, Quote } from "@/lib/contract/catalog";
import type { Activity, Subscription } from "@/lib/contract/subscriptions";
import type { Transaction } from "@/lib/contract/users";
import { countryName } from "@/lib/countries";
import type { CategoryOnSale, QuoteFor } from "@/lib/domain/catalog/quote";
import type { Context } from "@/lib/domain/context";
import { cardStatus, renewalPrices } from "@/lib/domain/subscriptions/card";
import { formatUnitPrice, formatUsd, parseUnitPrice, priceOf } from "@/lib/money";
import type { AuditRow } from "@/lib/store/records";
import type { SubscriptionRow } from "@/lib/store/subscriptions";
import type { UserRow } from "@/lib/store/users";
import type { TransactionRow, WalletRow } from "@/lib/store/wallets";
import { presentInvoice } from "./present-deposits";

import { presentRenewal } from "./present-renewal";

/** Rows of the store as the wire shows them. */

/** What is on sale is made anew when it changes, so it is presented once. */
const presented = new WeakMap<CategoryOnSale, Category>();

export function presentCategory(onSale: CategoryOnSale): Category {
  const known = presented.get(onSale) ?? categoryOf(onSale);
  presented.set(onSale, known);
  return known;
}

function categoryOf({ category, countries }: CategoryOnSale): Category {
  const tiers = category.tiers.map((tier) => ({
    min_quantity: tier.min_quantity,
    unit_price_usd: formatUnitPrice(parseUnitPrice(tier.unit_price)),
  }));
  const { label, unit, kind, live } = category;
  return {
    category: category.category,
    label,
    unit,
    kind,
    live,
    sample_price_usd: formatUsd(priceOf(parseUnitPrice(category.tiers[0]?.unit_price ?? "0"), 1)),
    tiers,
    countries: countries.map(({ code, available }) => ({ code, available, name: countryName(code, "en") })),
  };
}

export function presentQuote(quote: QuoteFor, available: boolean): Quote {
  return {
    category: quote.category.category,
    quantity: quote.quantity,
    unit: quote.category.unit,
    price_usd: formatUsd(quote.price),
    available,
    unit_price_usd: formatUnitPrice(quote.unit),
    next_tier: quote.nextTier && {
      min_quantity: quote.nextTier.minQuantity,
      unit_price_usd: formatUnitPrice(quote.nextTier.unit),
    },
  };
}

export function presentTransaction(row: TransactionRow): Transaction {
  return {
    id: row.id,
    type: row.type,
    status: row.status,
    amount_usd: row.amount,
    balance_after_usd: row.balance_after,
    description: row.description,
    created_at: row.created_at.toISOString(),
    ...(row.deposit === null ? {} : { deposit: presentInvoice(row.deposit) }),
    ...(row.order_id === null ? {} : { order_id: row.order_id }),
    ...(row.subscription_id === null ? {} : { subscription_id: row.subscription_id }),
  };
}

export async function presentSubscription(ctx: Context, row: SubscriptionRow): Promise<Subscription> {
  return (await subscriptionPresenter(ctx))(row);
}

/** Presents one after the other, with the prices of one look at the catalog. */
export async function subscriptionPresenter(ctx: Context): Promise<(row: SubscriptionRow) => Subscription> {
  const renewalPriceOf = await renewalPrices(ctx);
  return (row) => ({
    id: row.id,
    user_id: row.user_id,
    category: row.category,
    kind: row.kind,
    status: cardStatus(row, ctx.clock.now()),
    country: row.country,
    quantity: row.quantity,
    unit: row.unit,
    price_usd: row.price,
    renewal_price_usd: renewalPriceOf(row),
    auto_renew: row.auto_renew,
    label: row.label,
    order_id: row.order_id,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    ...(ctx.suppliers[row.supplier]?.can.countTraffic ? { traffic: trafficOf(row) } : {}),
    ...presentRenewal(row),
  });
}

/** What ran through, and what is left of what was bought; `null` where traffic has no limit. */
function trafficOf(row: SubscriptionRow): NonNullable<Subscription["traffic"]> {
  const left = row.bought_bytes === null ? null : Math.max(0, row.bought_bytes - row.used_bytes);
  return { used_bytes: row.used_bytes, left_bytes: left };
}

export function presentActivity(row: AuditRow): Activity {
  return { id: row.id, action: row.action, by: row.by_name, created_at: row.created_at.toISOString() };
}

export function presentUser(user: UserRow, wallet: WalletRow | null): UserCard {
  return {
    id: user.id,
    email: user.email,
    role: user.role,
    telegram_id: user.telegram_id,
    balance_usd: wallet?.balance ?? "0.00",
    held_usd: wallet?.held ?? "0.00",
    ...(wallet && wallet.debt !== "0.00" ? { debt_usd: wallet.debt } : {}),
    is_banned: user.is_banned,
    ban_reason: user.ban_reason,
    created_at: user.created_at.toISOString(),
  };
}

/**
 * One page of rows that were fetched with one more than `limit`: the one more says that there is a next page. Where ids
 * alone don't say how it goes on, `atOf` says what the cursor carries beside the last one's.
 */
export function presentPage<Row extends { id: number }, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
  atOf: (row: Row) => string | null = () => null,
): { items: Item[]; next_cursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items: shown.map(present), next_cursor: hasMore ? encodeCursor(last.id, atOf(last)) : null };
}

export const PAGE_SIZE = 25;

function encodeCursor(id: number, at: string | null): string {
  return Buffer.from(at === null ? `id:${id}` : `id:${id}:${at}`).toString("base64url");
}

/** The id that a cursor stands for; `null` for none and for one that is not ours, which starts from the top. */
export function decodeCursor(cursor: string | undefined): number | null {
  return decodePlace(cursor).id;
}

/** The same with what the cursor carries beside the id; `null` for none. */
export function decodePlace(cursor: string | undefined): { id: number | null; at: string | null } {
  const match = /^id:(\d{1,15})(?::(.{1,30}))?$/.exec(
    Buffer.from(cursor ?? "", "base64url").toString("utf8"),
  );
  return { id: match ? Number(match[1]) : null, at: match?.[2] ?? null };
}
