import format, { type CompiledMessage } from "icu-minify/format";
import type { createTranslator } from "use-intl/core";
import { intl } from "@/lib/intl";
import type { Messages, Namespace } from "./en";
import type { Locale } from "./locale";

/** Texts whose ICU syntax is parsed already, so that the browser needs no parser. */
export interface Texts {
  [name: string]: CompiledMessage | Texts;
}

declare const OF: unique symbol;

/**
 * Writes a text of one namespace: `t("title")`, `t("days", { count })`. The brand, which is there for the compiler
 * only, keeps another namespace's writer out: it would put the name of a text on the page.
 */
export type Translate<N extends Namespace> = ReturnType<typeof createTranslator<Messages, N>> & {
  readonly [OF]: N;
};

/** The writer of one namespace. A text that is missing reads as its name. */
export function translator<N extends Namespace>(
  locale: Locale,
  texts: Texts | undefined,
  namespace: N,
): Translate<N> {
  return asTranslate<N>((key, values) => {
    const text = find(texts, key);
    return text === undefined ? `${namespace}.${key}` : String(format(text, locale, values, { formatters }));
  });
}

type Write = (key: string, values?: Record<string, string | number>) => string;

/** `use-intl` has the types of keys and arguments; of what its translator can do, we use only the call. */
function asTranslate<N extends Namespace>(write: Write): Translate<N> {
  return write as unknown as Translate<N>;
}

function find(texts: Texts | undefined, key: string): CompiledMessage | undefined {
  let found: CompiledMessage | Texts | undefined = texts;
  for (const name of key.split(".")) found = isGroup(found) ? found[name] : undefined;
  return isGroup(found) ? undefined : found;
}

function isGroup(found: CompiledMessage | Texts | undefined): found is Texts {
  return typeof found === "object" && !Array.isArray(found);
}

const formatters = {
  getNumberFormat: intl.numbers,
  getPluralRules: intl.plurals,
  getDateTimeFormat: intl.dates,
};
