import { expect, test } from "vitest";
import { changeOf } from "./change-of";

const leg = (account: "wallet" | "held" | "revenue" | "cash", amount_usd: string) => ({
  id: 1,
  step: "post" as const,
  account,
  amount_usd,
  created_at: "2026-12-12T10:00:00.000Z",
});
const hold = [leg("wallet", "-12.50"), leg("held", "12.50")];

test("the balance changed by what its postings say, not by what a pending or failed transaction is about", () => {
  const purchase = { amount_usd: "-12.50", status: "completed" as const };
  expect(changeOf({ ...purchase, postings: [...hold, leg("held", "-12.50"), leg("revenue", "12.50")] })).toBe(
    "-12.50",
  );
  expect(changeOf({ ...purchase, status: "pending", postings: hold })).toBe("-12.50");
  expect(
    changeOf({
      ...purchase,
      status: "failed",
      postings: [...hold, leg("held", "-12.50"), leg("wallet", "12.50")],
    }),
  ).toBe("0.00");
  expect(changeOf({ amount_usd: "5.00", status: "pending", postings: [] })).toBe("0.00");
});

test("a deployment that tells no postings is believed in what was completed", () => {
  expect(changeOf({ amount_usd: "5.00", status: "completed", postings: [] })).toBe("5.00");
});
