import { expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/admin-watch";
import { compileTexts } from "@/lib/messages/compile";
import { en } from "@/lib/messages/en";
import type { Locale } from "@/lib/messages/locale";
import { ru } from "@/lib/messages/ru";
import { translator } from "@/lib/messages/translator";
import { factsOf } from "./facts";
import { subjectOf } from "./subject";
import type { Pen } from "./words";

type Row = Pick<AuditEntry, "subject" | "subject_id" | "user_id" | "facts">;

function penOf(locale: Locale): Pen {
  const texts = { en, ru }[locale];
  return {
    t: translator(locale, compileTexts(texts.auditFacts), "auditFacts"),
    words: translator(locale, compileTexts(texts.common), "common"),
    errors: translator(locale, compileTexts(texts.errors), "errors"),
    locale,
    now: new Date("2026-11-28T12:00:00Z"),
  };
}

const english = penOf("en");
const entry = (subject: string, facts: Row["facts"], subjectId: number | null = 12): Row => ({
  subject,
  subject_id: subjectId,
  user_id: 5,
  facts,
});

/** `Reason: too late`, `Name: a → b`. */
function linesOf(row: Row, pen = english): string[] {
  return factsOf(pen, row).map(({ name, before, value }) =>
    before === undefined ? `${name}: ${value}` : `${name}: ${before} → ${value}`,
  );
}

const TIERS = {
  before: [{ min_quantity: 1, unit_price: "1.200000" }],
  after: [{ min_quantity: 1, unit_price: "1.125" }],
};
const KEY = { name: "CRM", scopes: ["proxy:read"], expires_at: null, allowed_ips: null };

const RECORDED: [string, Row, string[]][] = [
  ["a purchase", entry("subscription", { order_id: 9, price_usd: "7.50" }), ["Order: #9", "Price: $7.50"]],
  [
    "a refund",
    entry("subscription", { portion: "full", reason: "Dead", amount_usd: "7.50", transaction_ids: [31, 32] }),
    ["Given back: all that was paid", "Reason: Dead", "Amount: $7.50", "Transactions: #31, #32"],
  ],
  [
    "a failed renewal",
    entry("subscription", {
      problem: "insufficient",
      period_end: "2026-12-01T10:00:00Z",
      shortfall_usd: "1.00",
    }),
    ["Problem: The balance is not enough", "Paid until: 1 Dec", "Missing: $1.00"],
  ],
  ["a switch", entry("subscription", { auto_renew: false }), ["Auto-renew: No"]],
  ["a label that was removed", entry("subscription", { label: null }), []],
  [
    "a deposit",
    entry("deposit", { provider: "manual", amount_usd: "50.00", transaction_id: 28, reference: null }),
    ["Paid by: Bank or crypto transfer", "Amount: $50.00"],
  ],
  [
    "prices",
    entry(
      "category",
      {
        category: "isp",
        before: { tiers: TIERS.before, live: true },
        after: { tiers: TIERS.after, live: true },
      },
      null,
    ),
    ["Tiers: $1.20 from 1 → $1.125 from 1"],
  ],
  [
    "a category off sale",
    entry(
      "category",
      { category: "isp", before: { tiers: [], live: true }, after: { tiers: [], live: false } },
      null,
    ),
    ["Sale: on sale → not on sale"],
  ],
  [
    "a key",
    entry("key", { before: KEY, after: { ...KEY, name: "ERP", expires_at: "2027-01-01T00:00:00Z" } }),
    ["Name: CRM → ERP", "Ends: none → 1 Jan 2027"],
  ],
  [
    "a rotation",
    entry("key", { overlap: "24h", new_key_id: 7 }),
    ["The old one works on: for a day", "New key: #7"],
  ],
  [
    "notes of a user",
    entry("user", { notes: "VIP", before: { notes: null, telegram_id: 12345 } }),
    ["Notes: none → VIP"],
  ],
  ["an address", entry("stock", { ip: "203.0.113.7", port: 8080, supplier: "local" }), ["Supplier: local"]],
];

test.each(RECORDED)("the facts of %s are told as names and values", (_name, row, lines) => {
  expect(linesOf(row)).toEqual(lines);
});

test("each fact that was told has words of its own in Russian", () => {
  for (const [, row] of RECORDED) {
    const names = factsOf(penOf("ru"), row).map(({ name }) => name);
    expect(names.filter((name) => !/^(Telegram|[А-Я])/.test(name))).toEqual([]);
  }
});

test("what an other version wrote down is shown as it is", () => {
  const odd = entry("subscription", {
    colour: "red",
    problem: "no_idea",
    tiers: [1],
    price_usd: "many",
    nested: { a: 1 },
  });
  expect(linesOf(odd)).toEqual([
    "colour: red",
    "Problem: no_idea",
    "Tiers: 1",
    "Price: many",
    'nested: {"a":1}',
  ]);
});

test("each subject is called as its page is, and leads there", () => {
  const place = (row: Row) => Object.values(subjectOf(english, row) ?? {});
  expect(place(entry("subscription", {}))).toEqual(["Subscription 12", "/operator/subscriptions/12"]);
  expect(place(entry("deposit", { transaction_id: 28 }))).toEqual(["Deposit 28", "/operator/deposits/28"]);
  expect(place(entry("deposit", {}))).toEqual(["A deposit", "/operator/users/5?part=deposits"]);
  expect(place(entry("key", {}))).toEqual(["Key 12", "/operator/users/5?part=keys"]);
  expect(place(entry("category", { category: "isp" }, null))).toEqual(["ISP", "/operator/prices/isp"]);
  expect(place(entry("stock", { ip: "203.0.113.7", port: 8080 }))).toEqual([
    "203.0.113.7:8080",
    "/operator/stock?q=203.0.113.7",
  ]);
  expect(place(entry("stock", { category: "isp", country: "IS" }, null))).toEqual([
    "ISP, Iceland",
    "/operator/stock?category=isp&country=IS",
  ]);
  expect(place(entry("job", {}))).toEqual(["Job 12", "/operator/health"]);
  expect(place(entry("spaceship", {}))).toEqual(["spaceship 12", null]);
});

test("a user is no subject of its own: the entry names them anyway", () => {
  expect(subjectOf(english, entry("user", {}))).toBeNull();
});
