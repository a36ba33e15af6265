import { expect, test } from "vitest";
import { compileTexts } from "@/lib/messages/compile";
import { ru } from "@/lib/messages/ru";
import { translator } from "@/lib/messages/translator";
import { createManualProvider } from "@/lib/payments/manual/manual";
import { causeText, providerText } from "./payment";

const words = translator("ru", compileTexts(ru.common), "common");

test("a provider is called in the reader's language, an unknown one by its own title, else its name", () => {
  expect(providerText(words, "manual", "Bank or crypto transfer")).toBe("Банк или криптоперевод");
  expect(providerText(words, "stripe", "Card")).toBe("Card");
  expect(providerText(words, "stripe")).toBe("stripe");
});

test("what the business writes on a deposit is told in the reader's language, what a person writes stays", () => {
  const { label } = createManualProvider("");
  expect(causeText(words, `Deposit: ${label}`)).toBe("Пополнение: банк или криптоперевод");
  expect(causeText(words, "Goodwill after the outage")).toBe("Goodwill after the outage");
  expect(causeText(words, "constructor")).toBe("constructor");
});
