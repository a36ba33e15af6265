import { afterAll, beforeAll, expect, test } from "vitest";
import { checkBooks } from "@/lib/store/books";
import { insertPostings, insertTransaction, type Leg } from "@/lib/store/wallets";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { newPayer, openDeposit, pay } from "@/lib/testing/payer";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

/** A completed transaction that says `amount`, with whatever legs. */
async function post(userId: number, amount: string, legs: Leg[]): Promise<number> {
  return shop.db.transact(async (tx) => {
    const id = await insertTransaction(tx, {
      userId,
      type: "adjustment",
      status: "completed",
      amount,
      description: "planted",
      subscription_id: null,
      now: new Date(),
    });
    await insertPostings(tx, id, "post", legs);
    return id;
  });
}

test("a balance beside a debt is refused by the database when the transaction ends", async () => {
  const { user_id: userId } = await shop.newUser("10.00");
  const owing = post(userId, "0.00", [
    { account: "debt", userId, amount: "-1.00" },
    { account: "adjustments", userId: null, amount: "1.00" },
  ]);
  await expect(owing).rejects.toThrow("a debt is paid before there is a balance");
  await expect(shop.db.query("update wallets set debt = 1 where user_id = $1", [userId])).rejects.toThrow(
    "only with its postings",
  );
});

test("the books notice each planted error", async () => {
  const referrer = await shop.newUser("0.00");
  const { code } = (await shop.send("GET", "/referrals", { key: referrer.api_key })).body;
  const invited = await shop.newUser("0.00", "customer", code);
  const { body } = await openDeposit(shop, invited.api_key);
  await pay(shop, body.external_id);
  const { user, tx } = await newPayer(shop);
  expect(await checkBooks(shop.db)).toEqual([]);
  const userId = user.user_id;
  const planted: [rule: string, plant: () => Promise<unknown>][] = [
    [
      "a deposit's transaction says what became of it",
      () => shop.db.query("update transactions set status = 'failed' where id = $1", [tx]),
    ],
    [
      "a completed deposit is credited once, a reversed one taken back once, another never",
      () =>
        shop.db.query(
          "update deposits set status = 'completed', received = amount where transaction_id = $1",
          [tx],
        ),
    ],
    [
      "all cash belongs to a deposit",
      () =>
        post(userId, "5.00", [
          { account: "wallet", userId, amount: "5.00" },
          { account: "cash", userId: null, amount: "-5.00" },
        ]),
    ],
    [
      "all referral money belongs to an earning",
      () =>
        post(userId, "5.00", [
          { account: "wallet", userId, amount: "5.00" },
          { account: "referrals", userId: null, amount: "-5.00" },
        ]),
    ],
    [
      "a referral is earned once per deposit and reversed with it",
      () => shop.db.query("update referral_earnings set amount = amount + 1"),
    ],
    [
      "nobody has a balance and a debt",
      async () => {
        await shop.db.script("alter table wallets disable trigger all");
        await shop.db.query("update wallets set balance = 1, debt = 1 where user_id = $1", [userId]);
        await shop.db.script("alter table wallets enable trigger all");
      },
    ],
  ];
  for (const [rule, plant] of planted) {
    expect((await checkBooks(shop.db)).map((problem) => problem.rule)).not.toContain(rule);
    await plant();
    expect((await checkBooks(shop.db)).map((problem) => problem.rule)).toContain(rule);
  }
});
