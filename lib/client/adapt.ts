import { z } from "zod";
import { CATEGORIES } from "@/lib/contract/catalog";
import type { RouteDefinition } from "@/lib/contract/route";
import { formatUnitPrice, parseUsd } from "@/lib/money";
import { complete, moneyText } from "./complete";
import { fieldsOf } from "./failure";

type Fields = Record<string, unknown>;

/**
 * The answer of another deployment in the shape that our pages read. A deployment may have only the published API's
 * fields, fields that we don't know, and lists of another form: what is missing gets a value that says "not told",
 * what is unknown stays. The one place that knows of such differences.
 */
export function adaptAnswer(route: RouteDefinition, status: number, body: unknown): unknown {
  const schema = route.answers[status] ?? Object.values(route.answers)[0];
  if (!schema) return body;
  const guess = GUESSES[`${route.method} ${route.path}`] ?? nothing;
  const list = listIn(schema);
  if (!list) {
    const fields = unwrap(schema, fieldsOf(body));
    return complete(schema, fields, guess(fields, status));
  }
  const found = itemsIn(list.name, body).map((item) => fieldsOf(item));
  const items = list.name === "categories" ? found.filter(isNameable) : found;
  const whole = items.map((item) => complete(list.item, item, guess(item, status)));
  return complete(schema, { ...fieldsOf(body), next_cursor: cursorIn(body), [list.name]: whole });
}

/** The one list of objects that an answer consists of, if it is one. */
function listIn(schema: z.ZodType): { name: string; item: z.ZodType } | null {
  if (!(schema instanceof z.ZodObject)) return null;
  for (const name of ["items", "categories"]) {
    const part: unknown = schema.shape[name];
    if (part instanceof z.ZodArray && part.element instanceof z.ZodObject)
      return { name, item: part.element };
  }
  return null;
}

/** The items of `{ items }`, of a bare array, or of an object with one array in it, also below `data`. */
function itemsIn(name: string, body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  const fields = fieldsOf(body);
  const named = fields[name];
  if (Array.isArray(named)) return named;
  return Object.values(fields).find(Array.isArray) ?? (fields.data ? itemsIn(name, fields.data) : []);
}

function cursorIn(body: unknown): string | null {
  const fields = fieldsOf(body);
  const next = fields.next_cursor ?? fields.cursor ?? fields.next ?? null;
  return typeof next === "string" && next !== "" ? next : null;
}

/** An object that came inside of another one, such as `{ data: … }`. */
function unwrap(schema: z.ZodType, fields: Fields): Fields {
  if (!(schema instanceof z.ZodObject) || Object.keys(schema.shape).some((name) => name in fields))
    return fields;
  const [only] = Object.values(fields);
  return Object.keys(fields).length === 1 ? fieldsOf(only) : fields;
}

/** A category that we have a word for. */
function isNameable({ category }: Fields): boolean {
  return CATEGORIES.some((known) => known === category);
}

type Guess = (told: Fields, status: number) => Fields;
const nothing: Guess = () => ({});

/** What follows from the rest of an answer where a field is not told. */
const GUESSES: Readonly<Record<string, Guess>> = {
  "get /transactions": () => ({ type: "adjustment", status: "completed" }),
  "post /deposits": guessDeposit,
  "get /deposits": guessDeposit,
  "get /deposits/{provider}/{external_id}": guessDeposit,
  "post /proxy/quote": (quote) => ({ unit_price_usd: unitPriceOf(quote) }),
  "get /proxy/catalog": ({ category }) => ({ ...kindOf(category), live: true }),
  "get /proxy/subscriptions": guessSubscription,
  "get /proxy/subscriptions/{id}": guessSubscription,
  "post /proxy/subscriptions/{id}/auto-renew": guessSubscription,
  "post /proxy/static": guessProgress,
  "post /proxy/subscriptions/{id}/renew": guessProgress,
};

function guessSubscription(told: Fields): Fields {
  const { kind, category, expires_at: end, price_usd: price } = told;
  const isOver = typeof end === "string" && Date.parse(end) < Date.now();
  return {
    kind: kindOf(category).kind,
    unit: kind === "rotating" ? "GB" : kindOf(category).unit,
    category: kind === "rotating" ? "residential" : "isp",
    status: isOver ? "expired" : "active",
    ...(kind === "rotating" || price === undefined ? {} : { renewal_price_usd: moneyText(price) }),
    ...labelOf(told),
  };
}

/** A name for what we have no other for: a category that we don't know, or how many it is. */
function labelOf({ category, kind, quantity }: Fields): Fields {
  const word = category ?? kind;
  const isNamed = quantity !== undefined && (category === undefined || isNameable({ category }));
  return typeof word === "string" && !isNamed ? { label: word } : {};
}

function kindOf(category: unknown): { kind: string; unit: string } {
  const isRotating = category === "residential" || category === "mobile";
  return isRotating ? { kind: "rotating", unit: "GB" } : { kind: "static", unit: "IP" };
}

/** Other words for how a deposit stands. */
const DEPOSIT_WORDS: Readonly<Record<string, string>> = {
  paid: "completed",
  success: "completed",
  succeeded: "completed",
  confirmed: "completed",
  cancelled: "failed",
  canceled: "failed",
  rejected: "failed",
  error: "failed",
};

function guessDeposit({ amount_usd, status }: Fields): Fields {
  const known = typeof status === "string" ? DEPOSIT_WORDS[status.toLowerCase()] : undefined;
  return {
    ...(amount_usd === undefined ? {} : { payable_usd: moneyText(amount_usd) }),
    ...(known ? { status: known } : {}),
  };
}

function guessProgress(_told: Fields, status: number): Fields {
  return { status: status === 202 ? "provisioning" : "ok" };
}

/** Price by quantity, for a deployment that tells only the total. */
function unitPriceOf({ price_usd, quantity }: Fields): string {
  const price = moneyText(price_usd);
  const isWhole = typeof quantity === "number" && Number.isInteger(quantity) && quantity > 0;
  if (!isWhole || typeof price !== "string" || !/^\d{1,12}\.\d{2}$/.test(price)) return "0.00";
  return formatUnitPrice((parseUsd(price) * 10_000n) / BigInt(quantity));
}
