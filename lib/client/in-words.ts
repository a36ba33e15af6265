import type { Expected, FieldError } from "@/lib/errors";
import type { Translate } from "@/lib/messages/translator";

type Words = Translate<"wrongFields">;

/** The domain's own refusals of a field. A test shows that each that the code throws has words. */
const CODES = {
  required: "missing",
  oneself: "oneself",
  unknown_country: "unknownCountry",
  unknown_provider: "provider",
  zero: "zero",
  not_for_this_key: "notForThisKey",
  past: "past",
  incomplete: "incomplete",
  wider: "wider",
  not_in_subscription: "notInSubscription",
  out_of_range: "outOfRange",
  unclean_text: "unreadable",
} as const;

const PLAIN = {
  boolean: "boolean",
  null: "nothing",
  field_name: "unknown",
  object: "object",
  unit_price: "unitPrice",
  network: "network",
  date_time: "dateTime",
  cursor: "cursor",
  provider: "provider",
  deposit_id: "depositId",
  referral_code: "referralCode",
} as const;

/**
 * What is expected in a refused field, in the reader's words, by its code and figures. Keeps the API's own words
 * where another deployment tells neither.
 */
export function fieldText(t: Words, { code, expected, message }: FieldError): string {
  if (expected) return expectedText(t, code, expected);
  if (isOf(CODES, code)) return t(CODES[code]);
  if (code === "too_small") return t("tooCheap");
  return message || t("missing");
}

function expectedText(t: Words, code: string, expected: Expected): string {
  const { type, min, max, values = [] } = expected;
  if (expected.required) return t("missing");
  if (isOf(PLAIN, type)) return t(PLAIN[type]);
  if (type === "one_of") return t("oneOf", { values: values.join(", ") });
  if (type === "money") {
    return min !== undefined && max !== undefined
      ? t("moneyBetween", { min: String(min), max: String(max) })
      : t("money");
  }
  // Of two limits only the one that is broken is told.
  const low = min === undefined || code === "too_big" ? undefined : Number(min);
  const high = max === undefined || code === "too_small" ? undefined : Number(max);
  if (type === "string") return textText(t, low, high);
  if (type === "tiers" && code === "custom") return t("tiers");
  if (type === "array" && code === "custom") return t("unique");
  if (type === "array" || type === "tiers") return listText(t, low, high);
  if (code === "too_big" && high !== undefined) return t("atMost", { max: String(high) });
  if (code === "too_small" && low !== undefined) return t("atLeast", { min: String(low) });
  return numberText(t, type === "integer", low, high);
}

function textText(t: Words, min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined && min > 1) return t("textBetween", { min: String(min), max });
  if (max !== undefined) return t("textTo", { max });
  if (min === 1) return t("notEmpty");
  return min === undefined ? t("text") : t("textFrom", { min });
}

function listText(t: Words, min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return t("listBetween", { min: String(min), max });
  if (max !== undefined) return t("listTo", { max });
  return min === undefined ? t("list") : t("listFrom", { min });
}

function numberText(t: Words, isWhole: boolean, low: number | undefined, high: number | undefined): string {
  const [min, max] = [String(low), String(high)];
  if (low !== undefined && high !== undefined)
    return t(isWhole ? "integerBetween" : "numberBetween", { min, max });
  if (low !== undefined) return isWhole ? t("integerFrom", { min }) : t("atLeast", { min });
  if (high !== undefined) return isWhole ? t("integerTo", { max }) : t("atMost", { max });
  return t(isWhole ? "integer" : "number");
}

function isOf<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key);
}
