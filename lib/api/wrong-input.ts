import { z } from "zod";
import { AppError, type FieldError } from "@/lib/errors";
import { expectedBy, fieldsOf, itemsOf, numberLimits, type Schema, schemaAt } from "./expectation";

/** Said where no other words fit; a test over all routes shows that it never is. */
export const NO_WORDS = "Not what is expected here.";

const MOST_FIELDS = 20;

type Issue = z.core.$ZodRawIssue;

/** What a schema makes of a part of a request. Throws `bad_request` with what is expected in each wrong field. */
export function readPart<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw, { error: wordsFor });
  if (result.success) return result.data;
  const fields = result.error.issues
    .slice(0, MOST_FIELDS)
    .flatMap((issue) => wrongFields(schema, raw, issue));
  throw new AppError("bad_request", "Something in the request is not right.", { fields });
}

function wrongFields(whole: Schema, raw: unknown, issue: z.core.$ZodIssue): FieldError[] {
  const schema = schemaAt(whole, issue.path);
  if (issue.code === "unrecognized_keys") return unknownFields(schema, issue);
  const { code, message } = issue;
  const expected = expectedBy(schema);
  const isMissing = valueAt(raw, issue.path) === undefined;
  return [
    {
      path: issue.path.join("."),
      code,
      message,
      ...(expected ? { expected: { ...expected, ...(isMissing ? { required: true } : {}) } } : {}),
    },
  ];
}

function unknownFields(
  schema: Schema | undefined,
  { path, keys }: z.core.$ZodIssueUnrecognizedKeys,
): FieldError[] {
  const values = fieldsOf(schema);
  const message = `There is no such field. ${values.length ? `Known: ${values.join(", ")}.` : "None is known."}`;
  return keys.slice(0, MOST_FIELDS).map((key) => ({
    path: [...path, key].join("."),
    code: "unknown_field",
    message,
    expected: { type: "field_name", values },
  }));
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  const [step, ...rest] = path;
  return step === undefined ? raw : valueAt(Object(raw)[step], rest);
}

/**
 * What is expected, in an integrator's words; a schema's own words go before. The value is never repeated: it may be
 * a secret in the wrong field.
 */
export function wordsFor(issue: Issue): string {
  if (issue.code === "too_big")
    return `${orEqual(issue, "At most", "Less than")} ${amount(issue.maximum, issue.origin)}.`;
  if (issue.code === "too_small") {
    if (issue.origin === "string" && Number(issue.minimum) === 1) return "Not empty.";
    return `${orEqual(issue, "At least", "More than")} ${amount(issue.minimum, issue.origin)}.`;
  }
  if (issue.code === "not_multiple_of") return `A multiple of ${issue.divisor}.`;
  if (issue.code === "invalid_format") return issue.format === "datetime" ? INSTANT : NO_WORDS;
  if (issue.input === undefined) return "Missing.";
  return shapeOf(issue.schema ?? schemaOf(issue));
}

const INSTANT = "An instant in ISO 8601, such as 2027-01-01T00:00:00Z.";

/** The schema that refused a value. */
function schemaOf({ inst }: Issue): Schema | undefined {
  return inst instanceof z.core.$ZodType ? inst : undefined;
}

function orEqual(
  { inclusive, exact }: { inclusive?: boolean; exact?: boolean },
  yes: string,
  no: string,
): string {
  if (exact) return "Exactly";
  return inclusive ? yes : no;
}

function amount(limit: number | bigint, origin: string): string {
  if (origin === "string") return count(Number(limit), "character");
  if (origin === "array") return count(Number(limit), "item");
  return String(limit);
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}

/** What a value of the schema looks like. */
function shapeOf(schema: Schema | undefined): string {
  if (schema instanceof z.ZodNumber) return numberShape(schema);
  if (schema instanceof z.ZodString) return ownWords(schema) ?? textShape(schema);
  if (schema instanceof z.ZodISODateTime) return INSTANT;
  if (schema instanceof z.ZodBoolean) return "true or false.";
  if (schema instanceof z.ZodEnum) return oneOf(schema.options);
  if (schema instanceof z.ZodLiteral) return oneOf([...schema.values]);
  if (schema instanceof z.ZodArray) return `A list${range(...itemsOf(schema), "item")}.`;
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return "A JSON object.";
  if (schema instanceof z.ZodNull) return "null.";
  if (schema instanceof z.ZodUnion) return schema.options.map((option) => shapeOf(option)).join(" Or: ");
  return NO_WORDS;
}

/** The words that a schema brings for its own pattern also tell what is expected instead of another type. */
function ownWords(schema: z.ZodString): string | undefined {
  for (const check of schema.def.checks ?? []) {
    const words = check instanceof z.core.$ZodCheckRegex ? fixedWords(check._zod.def.error) : undefined;
    if (typeof words === "string") return words;
  }
  return undefined;
}

/** The contract's own words are fixed texts, so it makes no difference that the library only lets an issue of that check in. */
function fixedWords(words: z.core.$ZodErrorMap<never> | undefined): unknown {
  return words?.({} as never);
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? `Only: ${values[0]}.` : `One of: ${values.join(", ")}.`;
}

function numberShape(schema: z.ZodNumber): string {
  const [low, high, isFromOne] = numberLimits(schema);
  const word = schema.isInt ? "A whole number" : "A number";
  if (low !== null && high !== null) return `${word} from ${low} to ${high}.`;
  if (low !== null) return isFromOne ? "A positive whole number." : `${word}, at least ${low}.`;
  return high === null ? `${word}.` : `${word}, at most ${high}.`;
}

function textShape({ minLength, maxLength }: z.ZodString): string {
  return `Text${range(minLength, maxLength, "character")}.`;
}

function range(min: number | null, max: number | null, unit: string): string {
  if (max === null) return min === null ? "" : ` of at least ${count(min, unit)}`;
  return min !== null && min > 1 ? ` of ${min} to ${count(max, unit)}` : ` of at most ${count(max, unit)}`;
}
