import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readPart } from "@/lib/api/wrong-input";
import { AppError, type FieldError } from "@/lib/errors";
import { compileTexts } from "@/lib/messages/compile";
import { en } from "@/lib/messages/en";
import { ru } from "@/lib/messages/ru";
import { translator } from "@/lib/messages/translator";
import { partsOfRoutes, wrongValues } from "@/lib/testing/wrong-values";
import { fieldText } from "./in-words";

const russian = translator("ru", compileTexts(ru.wrongFields), "wrongFields");
const english = translator("en", compileTexts(en.wrongFields), "wrongFields");

test("whatever is wrong in whatever field of a route is told in Russian, and none is the name of a text", async () => {
  const fields = (await partsOfRoutes()).flatMap(({ schema }) =>
    wrongValues(schema, 0).flatMap((value) => wrongFields(() => readPart(schema, value))),
  );
  expect(fields.length).toBeGreaterThan(1000);
  for (const field of fields) {
    const text = fieldText(russian, field);
    expect(text, field.message).toMatch(/^[А-ЯЁ].*\.$/);
    expect(text, field.message).not.toMatch(/wrongFields|undefined|NaN/);
    expect(fieldText(english, field), field.message).not.toMatch(/wrongFields|undefined|NaN/);
  }
});

test("every field that the domain refuses has words in Russian", () => {
  const codes = readdirSync("lib/domain", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes(".test."))
    .flatMap((file) => [
      ...readFileSync(`lib/domain/${file}`, "utf8").matchAll(/badRequest\(\s*[^,]+,\s*"(\w+)"/g),
    ])
    .map(([, code = ""]) => code);
  expect(new Set(codes).size).toBeGreaterThan(10);
  const mute = codes.filter(
    (code) => fieldText(russian, { path: "it", code, message: "Words." }) === "Words.",
  );
  expect([...new Set(mute)]).toEqual(["one_of"]);
});

test("a field of another deployment without figures keeps the words that came", () => {
  expect(fieldText(russian, { path: "it", code: "strange", message: "No good." })).toBe("No good.");
});

test("of a text's two limits only the broken one is told, and of a missing field that it is missing", () => {
  const text = (code: string, more = {}) =>
    fieldText(english, {
      path: "it",
      code,
      message: "",
      expected: { type: "string", min: 1, max: 80, ...more },
    });
  expect([text("too_small"), text("too_big"), text("invalid_type", { required: true })]).toEqual([
    "Not empty.",
    "At most 80 characters.",
    "This is missing.",
  ]);
});

test("limits are counted the Russian way", () => {
  const text = (max: number) =>
    fieldText(russian, { path: "it", code: "too_big", message: "", expected: { type: "string", max } });
  expect([text(1), text(21), text(80)]).toEqual([
    "Не больше 1 символа.",
    "Не больше 21 символа.",
    "Не больше 80 символов.",
  ]);
});

function wrongFields(read: () => unknown): FieldError[] {
  try {
    read();
    return [];
  } catch (error) {
    return error instanceof AppError ? (error.details.fields ?? []) : [];
  }
}
