import { expect, test } from "vitest";
import { readAmount } from "./typed-amount";

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
