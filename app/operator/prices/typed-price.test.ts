import { expect, test } from "vitest";
import { unitPriceOf } from "./typed-price";

test.each([
  ["2.50", "2.50"],
  [" 5 ", "5.00"],
  ["2,5", "2.50"],
  ["5.", "5.00"],
  ["$2.125", "2.125"],
  ["1,99 $", "1.99"],
])('a price typed as "%s" is meant as %s', (typed, meant) => {
  expect(unitPriceOf(typed)).toBe(meant);
});

test.each(["", "nothing", "-1", "1.2.3", "1e3", "1 000"])(
  '"%s" is no price, and is not made one',
  (typed) => {
    expect(unitPriceOf(typed)).toBe(typed);
  },
);
