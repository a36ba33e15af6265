import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Newcomer } from "@/lib/domain/users/create";
import { checkBooks } from "@/lib/store/books";
import type { Db } from "@/lib/store/db";
import { listRefundable } from "@/lib/store/grants";
import {
  finishTransaction,
  insertPostings,
  insertTransaction,
  type Leg,
  nameTransactionsOrder,
} from "@/lib/store/wallets";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";

let shop: TestBusiness;
let operator: Newcomer;
beforeAll(async () => {
  shop = await createTestBusiness();
  operator = await shop.newUser("0.00", "operator");
});
afterEach(async () => {
  shop.clock.offsetMs = 0;
  shop.supplier.faults.length = 0;
  await requireClosedBooks(shop.db);
});
afterAll(() => shop.close());

let counter = 0;
const freshKey = () => `refund-key-${++counter}`;
const buy = async (user: Newcomer, quantity = 4) => {
  const body = { category: "isp", country_name: "US", quantity };
  const options = { key: user.api_key, body, idempotencyKey: freshKey() };
  return (await shop.send("POST", "/proxy/static", options)).body.subscription_id as number;
};
const renew = (user: Newcomer, id: number) =>
  shop.send("POST", `/proxy/subscriptions/${id}/renew`, { key: user.api_key, idempotencyKey: freshKey() });
const refund = (id: number, portion = "full", idempotencyKey = freshKey(), business = shop) =>
  business.send("POST", `/admin/subscriptions/${id}/refund`, {
    key: operator.api_key,
    body: { portion, reason: "Not as described" },
    idempotencyKey,
  });
const balanceOf = async (user: Newcomer) =>
  (await shop.send("GET", "/users/me", { key: user.api_key })).body.user.balance_usd;
const advanceDays = (days: number) => {
  shop.clock.offsetMs += days * 86_400_000;
};

/** Posts straight into the ledger, as a reversed bonus that is spent already leaves it. */
async function adjust(tx: Db, user: Newcomer, amount: string, other: Leg): Promise<void> {
  const transaction = await insertTransaction(tx, {
    userId: user.user_id,
    type: "adjustment",
    status: "pending",
    amount,
    description: "Test",
    subscription_id: null,
    now: shop.clock.now(),
  });
  await insertPostings(tx, transaction, "post", [{ account: "wallet", userId: user.user_id, amount }, other]);
  await finishTransaction(tx, transaction, "completed");
}

test("a full refund gives back what was paid, releases the subscription and shows as a refund", async () => {
  const user = await shop.newUser();
  const id = await buy(user);
  expect(await balanceOf(user)).toBe("90.00");
  const { status, body } = await refund(id);
  expect([status, body.refunded_usd, body.subscription.status]).toEqual([200, "10.00", "released"]);
  expect(await balanceOf(user)).toBe("100.00");
  const { body: page } = await shop.send("GET", "/transactions?type=refund", { key: user.api_key });
  expect(page.items[0]).toMatchObject({
    id: body.transaction_ids[0],
    amount_usd: "10.00",
    balance_after_usd: "100.00",
    subscription_id: id,
  });
  const [row] = await shop.db.query<{ n: number }>(
    "select count(*)::int as n from audit where action = 'subscription.refund' and subject_id = $1",
    [id],
  );
  expect(row?.n).toBe(1);
});

test("an unused refund gives back the days ahead, and all of a renewal that has not begun", async () => {
  const user = await shop.newUser();
  const id = await buy(user);
  advanceDays(12);
  await renew(user, id);
  const { body } = await refund(id, "unused");
  expect([body.refunded_usd, body.transaction_ids.length]).toEqual(["16.00", 2]);
  expect(await balanceOf(user)).toBe("96.00");
});

test("a term that is over is not given back; a full refund covers the running one only", async () => {
  const user = await shop.newUser();
  const id = await buy(user);
  advanceDays(29);
  await renew(user, id);
  advanceDays(2);
  expect((await refund(id)).body.refunded_usd).toBe("10.00");
});

test("a retry with the same key replays the refund; the same key for another portion is 422", async () => {
  const user = await shop.newUser();
  const id = await buy(user);
  const first = await refund(id, "full", "one-refund-key");
  const second = await refund(id, "full", "one-refund-key");
  expect([second.status, second.body]).toEqual([200, first.body]);
  expect(second.headers.get("Idempotent-Replayed")).toBe("true");
  expect((await refund(id, "unused", "one-refund-key")).status).toBe(422);
  expect(await balanceOf(user)).toBe("100.00");
});

test("nothing to give back is 409: refunded before, over, a gift, or an order under way", async () => {
  const user = await shop.newUser();
  const refunded = await buy(user);
  await refund(refunded);
  const over = await buy(user);
  advanceDays(31);
  const grant = { user_id: user.user_id, category: "isp", quantity: 1, reason: "A gift" };
  const gift = await shop.send("POST", "/admin/subscriptions", { key: operator.api_key, body: grant });
  const busy = await buy(user);
  shop.supplier.faults.push("lost_answer");
  await renew(user, busy);
  for (const id of [refunded, over, gift.body.id, busy]) {
    const answer = await refund(id);
    expect([id, answer.status, answer.body.error.code, answer.body.error.charged]).toEqual([
      id,
      409,
      "invalid_state",
      false,
    ]);
  }
});

test("a refund needs an idempotency key and money that is switched on", async () => {
  const user = await shop.newUser();
  const id = await buy(user);
  const body = { portion: "full", reason: "Not as described" };
  const path = `/admin/subscriptions/${id}/refund`;
  const bare = await shop.send("POST", path, { key: operator.api_key, body });
  expect([bare.status, bare.body.error.code]).toEqual([400, "idempotency_key_required"]);
  const off = await createTestBusiness({ moneyEnabled: false });
  const offOperator = await off.newUser("0.00", "operator");
  const options = { key: offOperator.api_key, body, idempotencyKey: freshKey() };
  const wish = { user_id: offOperator.user_id, category: "isp", quantity: 1, reason: "A gift" };
  const gift = await off.send("POST", "/admin/subscriptions", { key: offOperator.api_key, body: wish });
  const refused = await off.send("POST", `/admin/subscriptions/${gift.body.id}/refund`, options);
  expect([refused.status, refused.body.error.code]).toEqual([403, "money_disabled"]);
  await off.close();
});

test("what the user owes is paid from a refund first", async () => {
  const user = await shop.newUser("10.00");
  const id = await buy(user);
  await shop.db.transact(async (tx) => {
    await adjust(tx, user, "4.00", { account: "debt", userId: user.user_id, amount: "-4.00" });
    await adjust(tx, user, "-4.00", { account: "adjustments", userId: null, amount: "4.00" });
  });
  expect((await refund(id)).body.refunded_usd).toBe("10.00");
  expect(await balanceOf(user)).toBe("6.00");
});

test("20 parallel refunds of one subscription pay once", async () => {
  const user = await shop.newUser();
  const id = await buy(user);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => refund(id, n % 2 ? "full" : "unused")),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    200,
    ...Array.from({ length: 19 }, () => 409),
  ]);
  expect(await balanceOf(user)).toBe("100.00");
});

test("control: looking first and paying afterwards pays twice, and the books say so", async () => {
  const control = await createTestBusiness();
  const user = await control.newUser();
  const options = {
    key: user.api_key,
    body: { category: "isp", country_name: "US", quantity: 1 },
    idempotencyKey: freshKey(),
  };
  const { body: order } = await control.send("POST", "/proxy/static", options);
  const lookFirst = () => listRefundable(control.db, order.subscription_id);
  const seen = await Promise.all([lookFirst(), lookFirst()]);
  for (const { id, price } of seen.flat()) {
    await control.db.transact(async (tx) => {
      const transaction = await insertTransaction(tx, {
        userId: user.user_id,
        type: "refund",
        status: "pending",
        amount: price,
        description: "Naive",
        subscription_id: order.subscription_id,
        now: new Date(),
      });
      await nameTransactionsOrder(tx, transaction, id);
      await insertPostings(tx, transaction, "post", [
        { account: "wallet", userId: user.user_id, amount: price },
        { account: "revenue", userId: null, amount: `-${price}` },
      ]);
      await finishTransaction(tx, transaction, "completed");
    });
  }
  const problems = await checkBooks(control.db);
  expect(problems.map(({ rule }) => rule)).toEqual([expect.stringContaining("refunded once at most")]);
  await control.close();
});

test("the preview tells what each portion gives back, and refuses what can't be refunded", async () => {
  const user = await shop.newUser();
  const id = await buy(user);
  const preview = () => shop.send("GET", `/admin/subscriptions/${id}/refund`, { key: operator.api_key });
  advanceDays(15);
  const { status, body } = await preview();
  expect([status, body]).toEqual([200, { full_usd: "10.00", unused_usd: "5.00" }]);
  expect((await refund(id, "unused")).body.refunded_usd).toBe(body.unused_usd);
  expect((await preview()).status).toBe(409);
});
