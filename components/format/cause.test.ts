import { expect, test } from "vitest";
import { DEMO_CATEGORIES } from "@/lib/domain/catalog/demo";
import { compileTexts } from "@/lib/messages/compile";
import { en } from "@/lib/messages/en";
import { ru } from "@/lib/messages/ru";
import { translator } from "@/lib/messages/translator";
import { createManualProvider } from "@/lib/payments/manual/manual";
import { type Caused, causeText } from "./cause";

const russian = translator("ru", compileTexts(ru.common), "common");
const english = translator("en", compileTexts(en.common), "common");

const OURS: [Caused["type"], string, string][] = [
  ["purchase", "5 × ISP US", "5 × ISP US"],
  ["purchase", "12 × Residential 001", "12 ГБ Резидентные"],
  ["purchase", "1 × Datacenter DE", "1 × Датацентр DE"],
  ["renewal", "Renewal: 5 × ISP US", "Продление: 5 × ISP US"],
  ["renewal", "Renewal: 3 × Mobile FR", "Продление: 3 ГБ Мобильные FR"],
  ["refund", "Refund of order 42", "Возврат по заказу 42"],
  ["deposit", `Deposit: ${createManualProvider("").label}`, "Пополнение: банк или криптоперевод"],
  ["deposit", "Deposit: Sandbox payment", "Пополнение: учебная оплата"],
  ["deposit", "Deposit: Card", "Пополнение: Card"],
  ["deposit", "Reversed: deposit 7", "Отменено пополнение 7"],
  ["referral", "10 % of a deposit by someone you invited", "10 % от пополнения приглашённого вами"],
  [
    "referral",
    "Reversed: share of a deposit that was taken back",
    "Отменена доля от пополнения приглашённого",
  ],
  ["adjustment", "Sandbox balance", "Учебный баланс"],
  ["adjustment", "Debt paid", "Долг погашен"],
  ["adjustment", "Owed: Reversed: deposit 7", "Долг. Отменено пополнение 7"],
  [
    "adjustment",
    "Owed: Reversed: share of a deposit that was taken back",
    "Долг. Отменена доля от пополнения приглашённого",
  ],
];

test.each(OURS)("a %s's \"%s\" is told in the reader's language", (type, description, told) => {
  expect(causeText(russian, { type, description })).toBe(told);
});

test("English readers read what the API says, with gigabytes for what is counted in them", () => {
  for (const [type, description] of OURS) {
    const told = causeText(english, { type, description });
    const wanted = description
      .replace(" × Residential 001", " GB Residential")
      .replace(" × Mobile", " GB Mobile");
    expect(told).toBe(wanted);
  }
});

test("what a person wrote, and what an other deployment calls its own way, stays", () => {
  const theirs: [Caused["type"], string][] = [
    ["adjustment", "Goodwill after the outage"],
    ["adjustment", "Refund of order 42"],
    ["adjustment", "Renewal: 5 × ISP US"],
    ["adjustment", "Owed: a coffee"],
    ["purchase", "5 × Satellite US"],
    ["purchase", "5 × constructor US"],
    ["purchase", "static proxies"],
    ["deposit", "Refund of order 42"],
    ["refund", ""],
  ];
  for (const [type, description] of theirs)
    expect(causeText(russian, { type, description })).toBe(description);
});

test("each category of ours is known by its label, with its unit", () => {
  const told = DEMO_CATEGORIES.map(({ label }) =>
    causeText(russian, { type: "purchase", description: `2 × ${label} US` }),
  );
  expect(told).toEqual(["2 × ISP US", "2 × Датацентр US", "2 ГБ Резидентные US", "2 ГБ Мобильные US"]);
});
