import { z } from "zod";
import { expectations } from "@/lib/contract/expectations";
import type { Expected } from "@/lib/errors";

export type Schema = z.core.$ZodType;

/** What a schema takes; `undefined` where its kind tells nothing more. */
export function expectedBy(schema: Schema | undefined): Expected | undefined {
  if (!schema) return undefined;
  const inner = innerOf(schema);
  return expectations.get(schema) ?? (inner ? expectedBy(inner) : shapeOf(schema));
}

/** The schema at a place of a value that another one reads; `undefined` where it names none. */
export function schemaAt(schema: Schema | undefined, path: readonly PropertyKey[]): Schema | undefined {
  const [step, ...rest] = path;
  if (!schema || step === undefined) return schema;
  const inner = innerOf(schema);
  if (inner) return schemaAt(inner, path);
  if (schema instanceof z.ZodObject) return schemaAt(schema.shape[String(step)], rest);
  if (schema instanceof z.ZodArray) return schemaAt(schema.element, rest);
  return undefined;
}

/** The names of an object's fields. */
export function fieldsOf(schema: Schema | undefined): string[] {
  const inner = schema && innerOf(schema);
  if (inner) return fieldsOf(inner);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** What reads the value within a schema that only adds to it. */
function innerOf(schema: Schema): Schema | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return schema.unwrap();
  return schema instanceof z.ZodPipe ? schema.in : undefined;
}

function shapeOf(schema: Schema): Expected | undefined {
  if (schema instanceof z.ZodNumber) return numberShape(schema);
  if (schema instanceof z.ZodString) return { type: "string", ...limits(schema.minLength, schema.maxLength) };
  if (schema instanceof z.ZodISODateTime) return { type: "date_time" };
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
