import { describe, expect, test } from "vitest";
import { z } from "zod";
import { wholeNumber } from "@/lib/contract/expectations";
import { usd } from "@/lib/contract/fields";
import { AppError, type Expected, type FieldError } from "@/lib/errors";
import { CANARY, partsOfRoutes, wrongValues } from "@/lib/testing/wrong-values";
import { NO_WORDS, readPart } from "./wrong-input";

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
    expect(wrongFields(z.strictObject({ it: schema }), { it: value })).toMatchObject([
      { path: "it", code, message },
    ]);
  });

  test("a field that does not exist is named, and those that do, also deeper down", () => {
    const inner = z.array(z.strictObject({ name: whole, note: z.string().optional() })).optional();
    const expected = { type: "field_name", values: ["name", "note"] };
    const message = "There is no such field. Known: name, note.";
    expect(wrongFields(z.strictObject({ list: inner }), { list: [{ name: 1, it: CANARY }] })).toEqual([
      { path: "list.0.it", code: "unknown_field", message, expected },
    ]);
    expect(wrongFields(z.strictObject({}), { it: CANARY })).toMatchObject([
      { message: "There is no such field. None is known.", expected: { values: [] } },
    ]);
  });
});

test.each<[string, z.ZodType, unknown, Expected]>([
  ["a number too big", z.number().int().max(500), 501, { type: "integer", max: 500 }],
  ["an id of nothing", z.number().int().positive(), 0, { type: "integer", min: 1 }],
  ["a text for a number", z.number().int().min(1).max(500), "x", { type: "integer", min: 1, max: 500 }],
  ["nothing", z.number().max(500), undefined, { type: "number", max: 500, required: true }],
  ["no money", usd.nullable(), undefined, { type: "money", required: true }],
  ["a number beyond a query's limits", wholeNumber(1, 24), "25", { type: "integer", min: 1, max: 24 }],
  ["a text too long", z.string().max(3), CANARY, { type: "string", max: 3 }],
  ["a wrong choice", z.enum(["ok", "no"]), CANARY, { type: "one_of", values: ["ok", "no"] }],
  ["no list", z.array(z.string()).max(5), CANARY, { type: "array", max: 5 }],
  ["money in other words", usd, CANARY, { type: "money" }],
])("what is expected instead of %s can be read by a program", (_, schema, value, expected) => {
  const [wrong] = wrongFields(z.strictObject({ it: schema }), { it: value });
  expect(wrong?.expected).toEqual(expected);
});

test("every way to be wrong in every route has words and figures, and no value is repeated", async () => {
  const parts = await partsOfRoutes();
  expect(parts.length).toBeGreaterThan(80);
  const said = new Set<string>();
  const mute = new Set<string>();
  for (const { name, schema } of parts)
    for (const value of wrongValues(schema, 0))
      for (const field of wrongFields(schema, value)) {
        said.add(field.message);
        if (!field.expected) mute.add(field.message);
        expect(field.message, `${name} ${field.path} ${field.code}`).toMatch(/^(true|[A-Z]).*\.$/);
        expect(field.message, `${name} ${field.path} ${field.code}`).not.toMatch(RAW);
        expect(field.message, name).not.toContain(CANARY);
      }
  expect(said.size).toBeGreaterThan(30);
  expect([...mute], "no figures beside the words").toEqual([]);
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
