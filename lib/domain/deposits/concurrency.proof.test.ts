import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { creditWallet } from "@/lib/domain/wallet/credit";
import { openDatabase } from "@/lib/store/db";
import { readDepositByTransaction } from "@/lib/store/deposits";
import { insertTransaction } from "@/lib/store/wallets";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { markDeposit, newPayer, openDeposit, pay, walletOf } from "@/lib/testing/payer";

let shop: TestBusiness;
let operatorKey: string;
beforeAll(async () => {
  shop = await createTestBusiness();
  operatorKey = (await shop.newUser("0.00", "operator")).api_key;
});
afterEach(() => requireClosedBooks(shop.db));
afterAll(() => shop.close());

const balanceOf = async (userId: number) => (await walletOf(shop, userId))?.balance;

test("two webhooks and an operator at once, on parallel connections, credit once", async () => {
  for (let round = 0; round < 5; round++) {
    const { user, tx, externalId } = await newPayer(shop);
    await Promise.all([
      pay(shop, externalId),
      pay(shop, externalId),
      markDeposit(shop, operatorKey, tx, "completed"),
      pay(shop, externalId),
      markDeposit(shop, operatorKey, tx, "completed"),
    ]);
    expect(await balanceOf(user.user_id)).toBe("25.00");
  }
});

test("control: looking at the status without a lock credits more than once", async () => {
  const { user, tx } = await newPayer(shop);
  const others = [openDatabase(shop.databaseUrl, 4), openDatabase(shop.databaseUrl, 4)];
  let looked = 0;
  const creditNaively = async (n: number) => {
    const db = others[n % 2] ?? shop.db;
    const deposit = await readDepositByTransaction(db, tx);
    looked += 1;
    while (looked < 4) await new Promise((resolve) => setImmediate(resolve));
    if (deposit?.status !== "pending") return;
    await db.transact(async (inner) => {
      const now = new Date();
      const transactionId = await insertTransaction(inner, {
        userId: user.user_id,
        type: "deposit",
        status: "pending",
        amount: deposit.amount,
        description: "naive",
        subscription_id: null,
        now,
      });
      const amount = BigInt(deposit.amount.replace(".", ""));
      await creditWallet(inner, { transactionId, userId: user.user_id, amount, from: "adjustments", now });
    });
  };
  await Promise.all([0, 1, 2, 3].map(creditNaively));
  await Promise.all(others.map((db) => db.close()));
  expect(await balanceOf(user.user_id)).toBe("100.00");
});

test("of two operators who decide against each other at once one wins and the other is told", async () => {
  const { user, tx } = await newPayer(shop);
  const holder = openDatabase(shop.databaseUrl, 1);
  const answers = await holder.transact(async (lock) => {
    await lock.query("select 1 from deposits where transaction_id = $1 for update", [tx]);
    const both = Promise.all([
      markDeposit(shop, operatorKey, tx, "completed"),
      markDeposit(shop, operatorKey, tx, "failed"),
    ]);
    while ((await countWaiting()) < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    return { both };
  });
  const statuses = (await answers.both).map(({ status, body }) => [status, body.error?.code]);
  await holder.close();
  expect(statuses.filter(([status]) => status === 200)).toHaveLength(1);
  expect(statuses.filter(([status]) => status === 409)).toEqual([[409, "invalid_state"]]);
  expect(await balanceOf(user.user_id)).toBe(statuses[0]?.[0] === 200 ? "25.00" : "0.00");
});

async function countWaiting(): Promise<number> {
  const [row] = await shop.db.query<{ n: number }>(
    "select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return row?.n ?? 0;
}

test("an operator who decided on an older state is told", async () => {
  const { tx, externalId } = await newPayer(shop);
  await pay(shop, externalId);
  const stale = await markDeposit(shop, operatorKey, tx, "failed", { expected_status: "pending" });
  expect([stale.status, stale.body.error.code]).toEqual([409, "invalid_state"]);
  const meant = await markDeposit(shop, operatorKey, tx, "failed", { expected_status: "completed" });
  expect(meant.body.is_reversed).toBe(true);
});

test("one key from twenty parallel requests opens one invoice", async () => {
  const user = await shop.newUser("0.00");
  const tries = Array.from({ length: 20 }, () =>
    openDeposit(shop, user.api_key, { provider: "fake" }, "one-for-all"),
  );
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
  const rows = await shop.db.query("select invoice_key from deposits where user_id = $1", [user.user_id]);
  expect(rows).toHaveLength(1);
});
