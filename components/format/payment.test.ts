import { expect, test } from "vitest";
import { compileTexts } from "@/lib/messages/compile";
import { ru } from "@/lib/messages/ru";
import { translator } from "@/lib/messages/translator";
import { providerText } from "./payment";

const words = translator("ru", compileTexts(ru.common), "common");

test("a provider is called in the reader's language, an unknown one by its own title, else its name", () => {
  expect(providerText(words, "manual", "Bank or crypto transfer")).toBe("Банк или криптоперевод");
  expect(providerText(words, "stripe", "Card")).toBe("Card");
  expect(providerText(words, "stripe")).toBe("stripe");
});
