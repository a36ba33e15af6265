import { expect, test } from "vitest";
import { amountOf } from "./typed-amount";

test.each([
  ["5", "5.00"],
  ["+5", "5.00"],
  ["-5", "-5.00"],
  ["−12,5", "-12.50"],
  ["$1 000.50", "1000.50"],
  ["007.10 $", "7.10"],
])('"%s" is meant as %s', (typed, amount) => {
  expect(amountOf(typed)).toBe(amount);
});

test.each(["", "ten", "5.000", "1.2.3", "1e3", "--5"])('"%s" is no amount, and is not made one', (typed) => {
  expect(amountOf(typed)).toBe(typed);
});
