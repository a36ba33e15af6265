import { expect, test } from "vitest";
import { amountOf, readAmount } from "./typed-amount";

test.each([
  ["25", "25.00"],
  ["$25", "25.00"],
  ["12,5", "12.50"],
  [" 1 000.00 $", "1000.00"],
  ["007.10", "7.10"],
  ["0", "0.00"],
])("%j is the amount %s", (typed, amount) => {
  expect(readAmount(typed)).toBe(amount);
});

test.each(["", "ten", "-5", "1e3", "5.000", "1.2.3", "1,000.00", "5 USD", "٥"])(
  "%j is no amount",
  (typed) => {
    expect(readAmount(typed)).toBeNull();
  },
);

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
