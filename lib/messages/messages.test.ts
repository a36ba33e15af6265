import { expect, test } from "vitest";
import { compileTexts } from "./compile";
import { en } from "./en";
import { LOCALES, type Locale, pickLocale } from "./locale";
import { ru } from "./ru";
import { type Translate, translator } from "./translator";

const CATALOGUES = { en, ru };

test("every Russian message takes the arguments of its English one", () => {
  const english = flatten(en);
  const russian = flatten(ru);
  expect([...russian.keys()]).toEqual([...english.keys()]);
  for (const [key, text] of english)
    expect([key, argumentsOf(russian.get(key) ?? "")]).toEqual([key, argumentsOf(text)]);
});

test("a text that says whom to write to says so once, in both languages", () => {
  const russian = flatten(ru);
  const named = (text: string) => text.match(/\[[^\]]+\]/g)?.length ?? 0;
  for (const [key, text] of flatten(en)) {
    expect([key, named(russian.get(key) ?? "")]).toEqual([key, named(text)]);
    expect([key, named(text) <= 1]).toEqual([key, true]);
  }
});

test("every message of every language can be formatted", () => {
  for (const locale of LOCALES) {
    for (const text of flatten(CATALOGUES[locale]).values()) {
      const values = Object.fromEntries(argumentsOf(text).map((name) => [name, 2]));
      expect(() => say(locale, text, values)).not.toThrow();
    }
  }
});

test.each([
  [1, "Остался 1 день"],
  [2, "Осталось 2 дня"],
  [5, "Осталось 5 дней"],
  [11, "Осталось 11 дней"],
  [21, "Остался 21 день"],
  [22, "Осталось 22 дня"],
])("%i days are counted the Russian way", (count, expected) => {
  expect(say("ru", ru.common.daysLeft, { count })).toBe(expected);
});

test("a text with broken syntax is found before anyone reads it, and one that is missing reads as its name", () => {
  expect(() => say("en", "{count, plural, one {day}", { count: 1 })).toThrow();
  expect(untyped(translator("en", {}, "common"))("daysLeft.none", {})).toBe("common.daysLeft.none");
  expect(untyped(translator("en", undefined, "common"))("daysLeft", {})).toBe("common.daysLeft");
});

test("a writer of another namespace, which would write names instead of texts, does not compile", () => {
  const total = (words: Translate<"common">) => words("daysLeft", { count: 1 });
  const errors = translator("en", compileTexts(en.errors), "errors");
  // @ts-expect-error the compiler says no; that it does is checked with the types
  expect(total(errors)).toBe("errors.daysLeft");
});

test("what goes to the browser is plain JSON", () => {
  for (const locale of LOCALES) {
    const texts = compileTexts(CATALOGUES[locale]);
    expect(JSON.parse(JSON.stringify(texts))).toStrictEqual(texts);
  }
});

test("the chosen language wins, then the browser's wishes by weight, then English", () => {
  expect(pickLocale("ru", "en")).toBe("ru");
  expect(pickLocale(undefined, "de, en;q=0.3, ru-RU;q=0.8")).toBe("ru");
  expect(pickLocale("xx", "fr")).toBe("en");
});

function say(locale: Locale, text: string, values: Record<string, number>): string {
  return untyped(translator(locale, compileTexts({ text }), "common"))("text", values);
}

/** The types know our own texts only. */
function untyped(t: object): (key: string, values: Record<string, number>) => string {
  return t as ReturnType<typeof untyped>;
}

function argumentsOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\s*[,}]/g)].map((match) => match[1] ?? ""))].sort();
}

function flatten(messages: object, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === "string") found.set(`${path}${key}`, value);
    else for (const [inner, text] of flatten(value, `${path}${key}.`)) found.set(inner, text);
  }
  return found;
}
