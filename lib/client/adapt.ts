import type { RouteDefinition } from "@/lib/contract/route";
import { formatUnitPrice, parseUsd } from "@/lib/money";

type Fields = Record<string, unknown>;

/**
 * The answer of another deployment in the shape that our pages read. A deployment may have only the published API's
 * fields, fields that we don't know, and lists of another form: what is missing gets a value that says "not told",
 * what is unknown stays. The one place that knows of such differences.
 */
export function adaptAnswer(route: RouteDefinition, body: unknown): unknown {
  const fill = FILLS[`${route.method} ${route.path}`];
  const listed = isList(route) ? asList(body) : null;
  if (listed) return { ...listed, items: listed.items.map((item) => (fill ? fill(asFields(item)) : item)) };
  return fill ? fill(asFields(body)) : body;
}

function isList(route: RouteDefinition): boolean {
  return route.method === "get" && LISTS.has(route.path);
}

const LISTS = new Set(["/transactions", "/deposits", "/proxy/subscriptions"]);

/** `{ items, next_cursor }` from that, from a bare array, or from an object with one array in it. */
function asList(body: unknown): { items: unknown[]; next_cursor: string | null } {
  if (Array.isArray(body)) return { items: body, next_cursor: null };
  const fields = asFields(body);
  const items = Array.isArray(fields.items) ? fields.items : Object.values(fields).find(Array.isArray);
  const next = fields.next_cursor ?? fields.cursor ?? fields.next ?? null;
  return { items: items ?? [], next_cursor: typeof next === "string" ? next : null };
}

const FILLS: Readonly<Record<string, (fields: Fields) => Fields>> = {
  "get /users/me": (me) => ({
    ...me,
    principal: {
      key_id: 0,
      name: "",
      role: "reseller",
      scopes: [],
      user_id: null,
      ...asFields(me.principal),
    },
    user: me.user ? { telegram_id: null, balance_usd: "0.00", is_banned: false, ...asFields(me.user) } : null,
  }),
  "get /users/{user_id}/balance": (balance) => ({ held_usd: "0.00", ...balance }),
  "get /transactions": (transaction) => ({
    type: "adjustment",
    status: "completed",
    balance_after_usd: null,
    description: "",
    ...transaction,
  }),
  "post /deposits": fillDeposit,
  "get /deposits": fillDeposit,
  "get /deposits/{provider}/{external_id}": fillDeposit,
  "get /referrals": (referrals) => ({
    code: "",
    link: "",
    rate_percent: 0,
    invited: 0,
    paying: 0,
    earned_usd: "0.00",
    ...referrals,
  }),
  "post /proxy/quote": (quote) => ({ unit_price_usd: unitPriceOf(quote), next_tier: null, ...quote }),
  "get /proxy/subscriptions": fillSubscription,
  "get /proxy/subscriptions/{id}": fillSubscription,
  "post /proxy/subscriptions/{id}/auto-renew": fillSubscription,
  "get /proxy/catalog": (catalog) => ({ categories: [], ...catalog }),
};

function fillSubscription(subscription: Fields): Fields {
  const kind = subscription.kind ?? "static";
  return {
    user_id: 0,
    category: kind === "static" ? "isp" : "residential",
    kind,
    status: "active",
    country: "",
    quantity: 0,
    unit: kind === "static" ? "IP" : "GB",
    price_usd: "0.00",
    renewal_price_usd: null,
    auto_renew: false,
    label: null,
    order_id: 0,
    created_at: new Date(0).toISOString(),
    expires_at: null,
    ...subscription,
  };
}

function fillDeposit(deposit: Fields): Fields {
  const never = new Date(0).toISOString();
  return {
    transaction_id: 0,
    user_id: 0,
    provider: "",
    external_id: null,
    amount_usd: "0.00",
    fee_usd: "0.00",
    payable_usd: deposit.amount_usd ?? "0.00",
    received_usd: null,
    pay_url: null,
    instructions: null,
    status: "pending",
    is_late: false,
    created_at: never,
    expires_at: never,
    ...deposit,
  };
}

/** Price by quantity, for a deployment that tells only the total. */
function unitPriceOf({ price_usd, quantity }: Fields): string {
  if (typeof price_usd !== "string" || typeof quantity !== "number" || quantity < 1) return "0.00";
  return formatUnitPrice((parseUsd(price_usd) * 10_000n) / BigInt(quantity));
}

/** An object as it came; anything else counts as one without fields. */
function asFields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
