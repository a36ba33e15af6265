import { z } from "zod";
import { fieldsOf } from "./failure";

type Fields = Record<string, unknown>;

/**
 * `value` with everything that `schema` demands: what is missing or of another kind is taken from `fallback`, else it
 * is the neutral value of its kind, which is also what "not told" looks like on a page. Unknown fields stay; items that
 * are no items fall away. Money and ids that came as the other of text and number are put right.
 */
export function complete(schema: z.ZodType, value: unknown, fallback: Fields = {}): unknown {
  if (schema instanceof z.ZodOptional)
    return isKind(inner(schema), value) ? complete(inner(schema), value) : undefined;
  if (schema instanceof z.ZodNullable)
    return isKind(inner(schema), value) ? complete(inner(schema), value) : null;
  if (schema instanceof z.ZodObject) return completeObject(schema, fieldsOf(value), fallback);
  if (schema instanceof z.ZodArray) {
    const element = asType(schema.element);
    const items = Array.isArray(value) ? value : [];
    return items.filter((item) => isKind(element, item)).map((item) => complete(element, item));
  }
  if (schema instanceof z.ZodUnion) {
    const option = pickOption(schema.options.map(asType), value);
    return option ? complete(option, value, fallback) : value;
  }
  if (schema instanceof z.ZodEnum)
    return schema.options.find((option) => option === value) ?? schema.options[0];
  if (schema instanceof z.ZodLiteral) return schema.value;
  if (schema instanceof z.ZodBoolean) return value === true;
  if (schema instanceof z.ZodNumber) return numberOf(value) ?? 0;
  return schema instanceof z.ZodString ? textOf(schema, value) : value;
}

function completeObject(schema: z.ZodObject, fields: Fields, fallback: Fields): Fields {
  const whole: Fields = { ...fields };
  for (const [name, part] of Object.entries(schema.shape)) {
    const kind = asType(part);
    const told = name.endsWith("_usd") ? moneyText(fields[name]) : fields[name];
    const isTold = isKind(kind, told) || fallback[name] === undefined;
    whole[name] = isTold ? complete(kind, told) : fallback[name];
    if (name.endsWith("_usd") && whole[name] === "") whole[name] = "0.00";
    if (whole[name] === undefined) delete whole[name];
  }
  return whole;
}

/** Whether `value` is something that `complete` would keep. */
function isKind(schema: z.ZodType, value: unknown): boolean {
  if (schema instanceof z.ZodOptional) return isKind(inner(schema), value);
  if (schema instanceof z.ZodNullable) return value === null || isKind(inner(schema), value);
  if (schema instanceof z.ZodObject)
    return typeof value === "object" && value !== null && !Array.isArray(value);
  if (schema instanceof z.ZodArray) return Array.isArray(value);
  if (schema instanceof z.ZodNumber) return numberOf(value) !== null;
  if (isInstant(schema)) return typeof value === "string" && !Number.isNaN(Date.parse(value));
  return schema.safeParse(value).success;
}

function isInstant(schema: z.ZodType): boolean {
  return schema instanceof z.ZodString && schema.meta()?.format === "date-time";
}

function textOf(schema: z.ZodString, value: unknown): string {
  if (isKind(schema, value)) return String(value);
  return isInstant(schema) ? new Date(0).toISOString() : "";
}

function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** `12.5` and `"12"` as `"12.50"` and `"12.00"`; anything else as it came. */
export function moneyText(value: unknown): unknown {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !/^-?\d{1,12}(\.\d)?$/.test(text)) return text;
  return text.includes(".") ? `${text}0` : `${text}.00`;
}

/** The option that fits, else the one that shares most fields with `value`. */
function pickOption(options: readonly z.ZodType[], value: unknown): z.ZodType | undefined {
  const fields = fieldsOf(value);
  const shared = (option: z.ZodType) =>
    option instanceof z.ZodObject ? Object.keys(option.shape).filter((name) => name in fields).length : 0;
  const fitting = options.find((option) => option.safeParse(value).success);
  return fitting ?? options.toSorted((a, b) => shared(b) - shared(a))[0];
}

function inner(schema: z.ZodOptional | z.ZodNullable): z.ZodType {
  return asType(schema.unwrap());
}

/** What a schema is made of is typed as zod's core; ours all come from `z`. */
function asType(schema: unknown): z.ZodType {
  return schema as z.ZodType;
}
