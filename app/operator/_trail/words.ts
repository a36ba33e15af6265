import { z } from "zod";
import { moneyText } from "@/components/format/money";
import { providerText } from "@/components/format/payment";
import { dateText } from "@/components/format/time";
import { CATEGORIES } from "@/lib/contract/catalog";
import { countryName } from "@/lib/countries";
import { ERROR_CODES } from "@/lib/errors";
import { en } from "@/lib/messages/en";
import type { Locale } from "@/lib/messages/locale";
import type { Translate } from "@/lib/messages/translator";
import { formatUnitPrice, parseUnitPrice } from "@/lib/money";

/** What texts of the trail are written with. */
export interface Pen {
  t: Translate<"auditFacts">;
  words: Translate<"common">;
  errors: Translate<"errors">;
  locale: Locale;
  now: Date;
}

const writtenTier = z.object({
  min_quantity: z.number(),
  unit_price: z.string().regex(/^\d{1,9}(\.\d{1,6})?$/),
});

const { names, portions, overlaps, signings, keyKinds, periods } = en.auditFacts;

/** The name of a fact; the code itself where another version of the product wrote it down. */
export function nameOf({ t }: Pen, key: string): string {
  return isOf(names, key) ? t(`names.${key}`) : key;
}

/** A value in the reader's words where its name tells what it is, else as it was written down. */
export function valueText(pen: Pen, key: string, value: unknown): string {
  const { t, words } = pen;
  if (value === null || value === undefined || value === "") return t("nothing");
  if (key === "live") return t(value ? "onSale" : "notOnSale");
  if (typeof value === "boolean") return words(value ? "yes" : "no");
  if (Array.isArray(value)) {
    if (value.length === 0) return t("nothing");
    return value.map((one) => (key === "tiers" ? tierText(pen, one) : valueText(pen, key, one))).join(", ");
  }
  if (typeof value === "number")
    return /_ids?$/.test(key) && key !== "telegram_id" ? `#${value}` : String(value);
  return typeof value === "string" ? wordFor(pen, key, value) : JSON.stringify(value);
}

function wordFor(pen: Pen, key: string, value: string): string {
  const { t, words, errors, locale, now } = pen;
  if (/_usd$|^spend_cap$/.test(key)) return isAmount(value) ? moneyText(value, locale) : value;
  switch (key) {
    case "period_end":
    case "expires_at":
      return Number.isNaN(Date.parse(value)) ? value : dateText(new Date(value), locale, now);
    case "category": {
      const category = CATEGORIES.find((one) => one === value);
      return category ? words(`categories.${category}`) : value;
    }
    case "country":
      return countryName(value, locale);
    case "provider":
      return providerText(words, value);
    case "problem": {
      const code = ERROR_CODES.find((one) => one === value);
      return code ? errors(`${code}.title`) : value;
    }
    default:
      return chosenWord(t, key, value) ?? value;
  }
}

/** Words of what is chosen from a list. */
function chosenWord(t: Pen["t"], key: string, value: string): string | undefined {
  if (key === "portion" && isOf(portions, value)) return t(`portions.${value}`);
  if (key === "overlap" && isOf(overlaps, value)) return t(`overlaps.${value}`);
  if (key === "signing" && isOf(signings, value)) return t(`signings.${value}`);
  if (key === "kind" && isOf(keyKinds, value)) return t(`keyKinds.${value}`);
  if (key === "spend_cap_period" && isOf(periods, value)) return t(`periods.${value}`);
  return undefined;
}

/** A tier as the trail has it, whose price is called `unit_price`. */
function tierText({ t, locale }: Pen, written: unknown): string {
  const read = writtenTier.safeParse(written);
  if (!read.success) return JSON.stringify(written);
  const { min_quantity: quantity, unit_price: price } = read.data;
  const each = moneyText(formatUnitPrice(parseUnitPrice(price)), locale);
  return t("tier", { price: each, quantity: String(quantity) });
}

function isAmount(value: string): boolean {
  return /^-?\d+\.\d+$/.test(value);
}

function isOf<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key);
}
