import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { RouteDefinition } from "@/lib/contract/route";
import { AppError, type FieldError } from "@/lib/errors";
import { NO_WORDS, readPart } from "./wrong-input";

const CANARY = "s3cret-c4nary";

describe("what is expected is said", () => {
  const whole = z.number().int().min(1).max(500);
  const money = z.string().regex(/^\d+\.\d{2}$/, "Money, such as 12.50.");
  test.each<[string, z.ZodType, unknown, string, string]>([
    ["a number too big", whole, 501, "too_big", "At most 500."],
    ["a number too small", whole, 0, "too_small", "At least 1."],
    ["a fraction", whole, 1.5, "invalid_type", "A whole number from 1 to 500."],
    ["a text for a number", whole, CANARY, "invalid_type", "A whole number from 1 to 500."],
    ["an id of another type", z.number().int().positive(), "9", "invalid_type", "A positive whole number."],
    ["an id of nothing", z.number().int().positive(), 0, "too_small", "More than 0."],
    ["a number without limits", z.number(), CANARY, "invalid_type", "A number."],
    ["nothing", whole, undefined, "invalid_type", "Missing."],
    ["no choice", z.enum(["ok", "no"]), undefined, "invalid_value", "Missing."],
    ["a wrong choice", z.enum(["ok", "no"]), CANARY, "invalid_value", "One of: ok, no."],
    ["another than the only value", z.literal(true), false, "invalid_value", "Only: true."],
    ["a text too long", z.string().max(3), CANARY, "too_big", "At most 3 characters."],
    ["a text too short", z.string().min(3), "x", "too_small", "At least 3 characters."],
    ["an empty text", z.string().min(1), "", "too_small", "Not empty."],
    ["a number for a text", z.string().min(1).max(80), 5, "invalid_type", "Text of at most 80 characters."],
    [
      "a number for a longer text",
      z.string().min(3).max(80),
      5,
      "invalid_type",
      "Text of 3 to 80 characters.",
    ],
    ["a number for money", money, 12.5, "invalid_type", "Money, such as 12.50."],
    ["money in other words", money, CANARY, "invalid_format", "Money, such as 12.50."],
    ["no list", z.array(whole).min(1).max(50), CANARY, "invalid_type", "A list of at most 50 items."],
    ["too many items", z.array(whole).max(1), [1, 2], "too_big", "At most 1 item."],
    ["no object", z.strictObject({}), CANARY, "invalid_type", "A JSON object."],
    ["no boolean", z.boolean(), CANARY, "invalid_type", "true or false."],
    [
      "neither",
      z.union([z.boolean(), whole]),
      CANARY,
      "invalid_union",
      "true or false. Or: A whole number from 1 to 500.",
    ],
    [
      "no instant",
      z.iso.datetime(),
      CANARY,
      "invalid_format",
      "An instant in ISO 8601, such as 2027-01-01T00:00:00Z.",
    ],
  ])("%s", (_, schema, value, code, message) => {
    expect(wrongFields(z.strictObject({ it: schema }), { it: value })).toEqual([
      { path: "it", code, message },
    ]);
  });

  test("a field that does not exist is named", () => {
    expect(wrongFields(z.strictObject({}), { it: CANARY })).toEqual([
      { path: "it", code: "unknown_field", message: "There is no such field." },
    ]);
  });
});

test("every way to be wrong in every route has words, and no value is repeated", async () => {
  const parts = await partsOfRoutes();
  expect(parts.length).toBeGreaterThan(80);
  const said = new Set<string>();
  for (const { name, schema } of parts)
    for (const value of wrongValues(schema, 0))
      for (const field of wrongFields(schema, value)) {
        said.add(field.message);
        expect(field.message, `${name} ${field.path} ${field.code}`).toMatch(/^(true|[A-Z]).*\.$/);
        expect(field.message, `${name} ${field.path} ${field.code}`).not.toMatch(RAW);
        expect(field.message, name).not.toContain(CANARY);
      }
  expect(said.size).toBeGreaterThan(30);
});

/** The words of the library, and ours for what nobody thought of. */
const RAW = new RegExp(`expected (one|string|number|int|array|object)|received|Invalid|Too |${NO_WORDS}`);

test("control: the library's own words are recognised", () => {
  expect(z.string().safeParse(5).error?.issues[0]?.message).toMatch(RAW);
  expect(NO_WORDS).toMatch(RAW);
});

function wrongFields(schema: z.ZodType, value: unknown): FieldError[] {
  try {
    readPart(schema, value);
    return [];
  } catch (error) {
    if (error instanceof AppError) return error.details.fields ?? [];
    throw error;
  }
}

async function partsOfRoutes(): Promise<{ name: string; schema: z.ZodType }[]> {
  const folder = new URL("../contract/", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
  const modules: object[] = await Promise.all(files.map((file) => import(`${folder.pathname}${file}`)));
  return modules
    .flatMap((exports) => Object.values(exports).filter(isRoute))
    .flatMap((route) =>
      [route.params, route.query, route.body].flatMap((schema) =>
        schema ? [{ name: `${route.method} ${route.path}`, schema }] : [],
      ),
    );
}

function isRoute(value: unknown): value is RouteDefinition {
  return (
    typeof value === "object" && value !== null && "method" in value && "path" in value && "answers" in value
  );
}

const WRONG = [
  undefined,
  null,
  true,
  1.5,
  -1,
  0,
  1e15,
  2 ** 60,
  Number.NaN,
  "",
  "x",
  CANARY,
  CANARY.repeat(1000),
];

/** Values that are wrong as a whole, and right ones around one that is wrong, three levels deep. */
function wrongValues(schema: unknown, depth: number): unknown[] {
  if (depth > 3) return [];
  const whole = [...WRONG, [], Array(600).fill(CANARY), {}, { [CANARY]: CANARY }];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return wrongValues(schema.unwrap(), depth);
  if (schema instanceof z.ZodArray)
    return [...whole, ...wrongValues(schema.element, depth + 1).map((one) => [one])];
  if (!(schema instanceof z.ZodObject)) return whole;
  const inner = Object.entries(schema.shape).flatMap(([name, field]) =>
    wrongValues(field, depth + 1).map((value) => ({ [name]: value })),
  );
  return [null, 5, CANARY, [], {}, ...inner];
}
