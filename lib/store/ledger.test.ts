import { afterAll, beforeAll, expect, test } from "vitest";
import { checkBooks } from "@/lib/store/books";
import { insertPostings, insertTransaction } from "@/lib/store/wallets";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";

let shop: TestBusiness;
let userId: number;
beforeAll(async () => {
  shop = await createTestBusiness();
  userId = (await shop.newUser("10.00")).user_id;
});
afterAll(() => shop.close());

const newTransaction = () =>
  insertTransaction(shop.db, {
    userId,
    type: "adjustment",
    status: "failed",
    amount: "0.00",
    description: "test",
    subscription_id: null,
    now: new Date(),
  });

test("postings are never updated, deleted or truncated", async () => {
  await expect(shop.db.query("update postings set amount = amount")).rejects.toThrow("append-only");
  await expect(shop.db.query("delete from postings")).rejects.toThrow("append-only");
  await expect(shop.db.script("truncate postings")).rejects.toThrow("append-only");
});

test("legs that don't sum to zero are refused", async () => {
  const id = await newTransaction();
  await expect(
    insertPostings(shop.db, id, "post", [{ account: "wallet", userId, amount: "1.00" }]),
  ).rejects.toThrow("sum to zero");
});

test("a wallet can't be overdrawn and changes only with its postings", async () => {
  const id = await newTransaction();
  const overdraw = insertPostings(shop.db, id, "post", [
    { account: "wallet", userId, amount: "-10.01" },
    { account: "adjustments", userId: null, amount: "10.01" },
  ]);
  await expect(overdraw).rejects.toThrow("wallets_balance_check");
  await expect(shop.db.query("update wallets set balance = balance + 1")).rejects.toThrow(
    "only with its postings",
  );
});

test("the books notice a planted error", async () => {
  expect(await checkBooks(shop.db)).toEqual([]);
  await shop.db.script("alter table wallets disable trigger guard_wallet");
  await shop.db.query("update wallets set balance = balance + 1 where user_id = $1", [userId]);
  expect((await checkBooks(shop.db)).map((problem) => problem.rule)).toContain(
    "a wallet is the fold of its postings",
  );
  await shop.db.query("update wallets set balance = balance - 1 where user_id = $1", [userId]);
});
