import { z } from "zod";
import type { Expected } from "@/lib/errors";

type Issue = z.core.$ZodRawIssue;
type Schema = z.core.$ZodType;

/** What a refused value should have been. `undefined` where there is nothing more to tell than the code. */
export function expectedBy(issue: Issue): Expected | undefined {
  if (issue.code === "too_big") {
    return { type: typeOf(issue.origin), max: Number(issue.maximum) - (issue.inclusive ? 0 : 1) };
  }
  if (issue.code === "too_small") {
    return { type: typeOf(issue.origin), min: Number(issue.minimum) + (issue.inclusive ? 0 : 1) };
  }
  if (issue.code === "invalid_format") return FORMATS[issue.format];
  if (issue.code === "unrecognized_keys") return undefined;
  return shapeOf(issue.schema ?? schemaOf(issue));
}

/** What the words mean that a schema of the contract brings for itself; a test over all routes shows that none lacks. */
export function expectedByWords(words: string): Expected | undefined {
  return OWN[words];
}

const OWN: Readonly<Record<string, Expected>> = {
  'Money is a decimal string with two digits, such as "12.50".': { type: "money" },
  "From -99999.99 to 99999.99, with two digits, and not zero.": money("-99999.99", "99999.99"),
  "From 0.01 to 99999.99, with two digits.": money("0.01", "99999.99"),
  "From 1.00 to 1000.00.": money("1.00", "1000.00"),
  'A unit price has two to six digits after the point, such as "2.125".': { type: "unit_price" },
  "A unit price is more than nothing.": { type: "unit_price" },
  "The first tier starts at 1.": { type: "tiers" },
  "Each tier starts at more than the one before.": { type: "tiers" },
  "An id is a positive whole number.": { type: "integer", min: 1 },
  "A whole number from 1 to 24.": { type: "integer", min: 1, max: 24 },
  "A whole number from 1 to 90.": { type: "integer", min: 1, max: 90 },
  "A whole number from 1 to 92.": { type: "integer", min: 1, max: 92 },
  "A whole number from 1 to 100.": { type: "integer", min: 1, max: 100 },
  "Name each subscription once.": { type: "array", unique: true },
  "An address or network, such as 203.0.113.0/24.": { type: "network" },
  "Use next_cursor of the page before.": { type: "cursor" },
  "A provider's name.": { type: "provider" },
  "The provider's id of the deposit.": { type: "deposit_id" },
  "The code of a referral link.": { type: "referral_code" },
};

const FORMATS: Readonly<Record<string, Expected>> = {
  datetime: { type: "date_time" },
  date: { type: "date" },
  email: { type: "email" },
  url: { type: "url" },
};

function money(min: string, max: string): Expected {
  return { type: "money", min, max };
}

function typeOf(origin: string): Expected["type"] {
  if (origin === "string" || origin === "array") return origin;
  return origin === "int" ? "integer" : "number";
}

/** The schema that refused a value. */
export function schemaOf({ inst }: Issue): Schema | undefined {
  return inst instanceof z.core.$ZodType ? inst : undefined;
}

function shapeOf(schema: Schema | undefined): Expected | undefined {
  if (schema instanceof z.ZodNumber) return numberShape(schema);
  if (schema instanceof z.ZodString) return { type: "string", ...limits(schema.minLength, schema.maxLength) };
  if (schema instanceof z.ZodISODateTime) return FORMATS.datetime;
  if (schema instanceof z.ZodBoolean) return { type: "boolean" };
  if (schema instanceof z.ZodEnum) return { type: "one_of", values: schema.options };
  if (schema instanceof z.ZodLiteral) return { type: "one_of", values: [...schema.values].map(plain) };
  if (schema instanceof z.ZodArray) return { type: "array", ...limits(...itemsOf(schema)) };
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return { type: "object" };
  if (schema instanceof z.ZodNull) return { type: "null" };
  return undefined;
}

function plain(value: unknown): string | number | boolean | null {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  return String(value);
}

function numberShape(schema: z.ZodNumber): Expected {
  const [low, high] = numberLimits(schema);
  return { type: schema.isInt ? "integer" : "number", ...limits(low, high) };
}

/** The inclusive limits of a number, where somebody set some. */
export function numberLimits({ minValue, maxValue, isInt, _zod }: z.ZodNumber) {
  const isFromOne = isInt && minValue === 0 && (_zod.def.checks ?? []).some(isExclusive);
  return [isFromOne ? 1 : finite(minValue), finite(maxValue), isFromOne] as const;
}

function isExclusive(check: unknown): boolean {
  return check instanceof z.core.$ZodCheckGreaterThan && !check._zod.def.inclusive;
}

/** A limit that somebody set, not the end of what a number can hold. */
function finite(limit: number | null): number | null {
  return limit !== null && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : null;
}

/** How few and how many items a list may have. */
export function itemsOf(schema: z.ZodArray): [number | null, number | null] {
  const checks = schema.def.checks ?? [];
  const min = checks.find((check) => check instanceof z.core.$ZodCheckMinLength);
  const max = checks.find((check) => check instanceof z.core.$ZodCheckMaxLength);
  return [min?._zod.def.minimum ?? null, max?._zod.def.maximum ?? null];
}

function limits(min: number | null, max: number | null): Pick<Expected, "min" | "max"> {
  return { ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) };
}
