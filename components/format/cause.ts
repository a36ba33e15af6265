import type { Transaction } from "@/lib/contract/users";
import { ANY_COUNTRY } from "@/lib/countries";
import type { Translate } from "@/lib/messages/translator";

/** A transaction, as far as it tells what it is for. */
export interface Caused {
  type: Type;
  /** The API's words, which are English, or what an operator wrote. */
  description: string;
}

type Type = Transaction["type"];
type Words = Translate<"common">;
type Groups = Partial<Record<string, string>>;

/** What the business calls its goods, and what they are counted in. */
const GOODS = {
  ISP: ["isp", "items"],
  Datacenter: ["datacenter", "items"],
  Residential: ["residential", "traffic"],
  Mobile: ["mobile", "traffic"],
} as const;

const DEPOSITS = {
  "Bank or crypto transfer": "causes.manual",
  "Sandbox payment": "causes.sandbox",
} as const;

interface Shape {
  type: Type;
  is: RegExp;
  tell: (words: Words, found: Groups) => string;
}

/** Every text that the business itself writes. Its type comes with it, so what a person wrote is not taken for one. */
const SHAPES: readonly Shape[] = [
  { type: "purchase", is: /^(?<goods>\d+ × .+)$/, tell: (words, { goods = "" }) => goodsText(words, goods) },
  {
    type: "renewal",
    is: /^Renewal: (?<goods>\d+ × .+)$/,
    tell: (words, { goods = "" }) => words("causes.renewal", { goods: goodsText(words, goods) }),
  },
  {
    type: "refund",
    is: /^Refund of order (?<id>\d+)$/,
    tell: (words, { id = "" }) => words("causes.refund", { id }),
  },
  {
    type: "deposit",
    is: /^Deposit: (?<title>.+)$/,
    tell: (words, { title = "" }) => depositText(words, title),
  },
  {
    type: "deposit",
    is: /^Reversed: deposit (?<id>\d+)$/,
    tell: (words, { id = "" }) => words("causes.depositReversed", { id }),
  },
  {
    type: "referral",
    is: /^(?<percent>\d+) % of a deposit by someone you invited$/,
    tell: (words, { percent = "" }) => words("causes.referral", { percent }),
  },
  {
    type: "referral",
    is: /^Reversed: share of a deposit that was taken back$/,
    tell: (words) => words("causes.referralReversed"),
  },
  { type: "adjustment", is: /^Sandbox balance$/, tell: (words) => words("causes.balance") },
  { type: "adjustment", is: /^Debt paid$/, tell: (words) => words("causes.debtPaid") },
  {
    type: "adjustment",
    is: /^Owed: (?<cause>Reversed: .+)$/,
    tell: (words, { cause = "" }) => owedText(words, cause),
  },
];

/** What a transaction is for, in the reader's words where the business wrote it, else as it was written. */
export function causeText(words: Words, { type, description }: Caused): string {
  for (const shape of SHAPES) {
    const found = shape.type === type ? shape.is.exec(description) : null;
    if (found) return shape.tell(words, found.groups ?? {});
  }
  return description;
}

/** `5 × ISP US`, the way the list of subscriptions writes it. Goods that we don't know keep their name. */
function goodsText(words: Words, goods: string): string {
  const {
    quantity,
    label = "",
    country,
  } = /^(?<quantity>\d+) × (?<label>.+) (?<country>\w+)$/.exec(goods)?.groups ?? {};
  if (!isOurs(GOODS, label)) return goods;
  const [category, count] = GOODS[label];
  return words(`causes.${count}`, {
    quantity: Number(quantity),
    category: words(`categories.${category}`),
    country: country === ANY_COUNTRY ? "" : (country ?? ""),
  }).trim();
}

function depositText(words: Words, title: string): string {
  return isOurs(DEPOSITS, title) ? words(DEPOSITS[title]) : words("causes.deposit", { title });
}

/** A debt is what a reversal could not take from the balance. */
function owedText(words: Words, description: string): string {
  const type = description.startsWith("Reversed: deposit") ? "deposit" : "referral";
  return words("causes.owed", { cause: causeText(words, { type, description }) });
}

function isOurs<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key);
}
