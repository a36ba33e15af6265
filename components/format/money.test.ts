import { expect, test } from "vitest";
import { moneyText } from "./money";

test("money is written from its digits, in either language", () => {
  expect(moneyText("1234567.50", "en")).toBe("$1,234,567.50");
  expect(moneyText("1234567.50", "ru")).toBe("1\u00a0234\u00a0567,50\u00a0$");
  expect(moneyText("999999999999.99", "en")).toBe("$999,999,999,999.99");
  expect(moneyText("2.125", "en")).toBe("$2.125");
});

test("a minus is the real one, a plus comes when asked for, nothing has no sign", () => {
  expect(moneyText("-12.50", "en")).toBe("\u2212$12.50");
  expect(moneyText("12.50", "en", true)).toBe("+$12.50");
  expect(moneyText("-0.00", "en", true)).toBe("$0.00");
});
