import { expect, test } from "vitest";
import type { TypedTier } from "../states";
import { sortComplaints } from "./complaints";

const from = (...starts: string[]): TypedTier[] =>
  starts.map((min_quantity) => ({ min_quantity, unit_price_usd: "1.00" }));

const wrong = (path: string, message = path) => ({ path, code: "invalid", message });

test("a refusal stands beside its control, the first one where there are several", () => {
  const { beside, rest } = sortComplaints(
    [
      wrong("tiers.1.unit_price_usd", "A price."),
      wrong("tiers.1.unit_price_usd", "Another."),
      wrong("tiers.12.min_quantity"),
      wrong("preview_quantities.3", "From 1 to 500."),
    ],
    from("1"),
  );
  expect(beside).toEqual({
    "tiers.1.unit_price_usd": "A price.",
    "tiers.12.min_quantity": "tiers.12.min_quantity",
    preview_quantities: "From 1 to 500.",
  });
  expect(rest).toEqual([]);
});

test("tiers that don't rise are told at the first that doesn't, else under all of them", () => {
  const place = (...starts: string[]) =>
    Object.keys(sortComplaints([wrong("tiers")], from(...starts)).beside);
  expect(place("2", "10")).toEqual(["tiers.0.min_quantity"]);
  expect(place("1", "10", "10")).toEqual(["tiers.2.min_quantity"]);
  expect(place("1", "10", "20")).toEqual(["tiers"]);
});

test("what the form has no control for is not swallowed", () => {
  const unknown = [wrong("live"), wrong("tiersome"), wrong("")];
  expect(sortComplaints(unknown, from("1"))).toEqual({ beside: {}, rest: unknown });
});
