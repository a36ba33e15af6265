import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { markDeposit, openDeposit } from "@/lib/testing/payer";

let shop: TestBusiness;
let operator: Awaited<ReturnType<TestBusiness["newUser"]>>;
beforeAll(async () => {
  shop = await createTestBusiness();
  operator = await shop.newUser("0.00", "operator");
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
});

type Someone = Pick<typeof operator, "api_key">;

const receiptOf = async (who: Someone, id: number | string) =>
  shop.send("GET", `/transactions/${id}`, { key: who.api_key });

async function newestOf(user: Someone): Promise<number> {
  return (await shop.send("GET", "/transactions?limit=1", { key: user.api_key })).body.items[0].id;
}

function buy(user: Someone, idempotencyKey: string, body: object = {}) {
  const wish = { category: "isp", country_name: "US", quantity: 5, ...body };
  return shop.send("POST", "/proxy/static", { key: user.api_key, body: wish, idempotencyKey });
}

const legs = (body: { postings: { step: string; account: string; amount_usd: string }[] }) =>
  body.postings.map(({ step, account, amount_usd }) => `${step} ${account} ${amount_usd}`);

test("a purchase's receipt has its order, the key and request that made it, and postings that add up to zero", async () => {
  const user = await shop.newUser();
  const bought = await buy(user, "receipt-of-a-purchase");
  const { status, body } = await receiptOf(user, await newestOf(user));
  expect(status).toBe(200);
  expect(body).toMatchObject({
    user_id: user.user_id,
    type: "purchase",
    status: "completed",
    amount_usd: "-12.50",
    balance_after_usd: "87.50",
    made_by: "user",
    idempotency_key: "receipt-of-a-purchase",
    request_id: bought.headers.get("X-Request-Id"),
    order: { kind: "purchase", state: "delivered", quantity: 5, unit_price_usd: "2.50", price_usd: "12.50" },
  });
  expect(legs(body)).toEqual([
    "hold wallet -12.50",
    "hold held 12.50",
    "capture held -12.50",
    "capture revenue 12.50",
  ]);
});

test("a refund's receipt shows the order that it is of, and not that order's key", async () => {
  const user = await shop.newUser();
  const { body: order } = await buy(user, "bought-to-give-back");
  await shop.send("POST", `/admin/subscriptions/${order.subscription_id}/refund`, {
    key: operator.api_key,
    body: { portion: "full", reason: "Not needed" },
    idempotencyKey: "refund-for-receipt",
  });
  const { body } = await receiptOf(user, await newestOf(user));
  expect(body).toMatchObject({
    type: "refund",
    amount_usd: "12.50",
    made_by: null,
    idempotency_key: null,
    request_id: null,
    order: { kind: "purchase", price_usd: "12.50" },
  });
  expect(legs(body)).toEqual(["post revenue -12.50", "post wallet 12.50"]);
});

test("a deposit's receipt has its invoice and key; the reversal's has neither key nor request", async () => {
  const user = await shop.newUser("0.00");
  const { body: deposit, headers } = await openDeposit(shop, user.api_key, {}, "receipt-of-a-deposit");
  expect(legs((await receiptOf(user, deposit.transaction_id)).body)).toEqual([]);
  await markDeposit(shop, operator.api_key, deposit.transaction_id, "completed");
  const { body } = await receiptOf(user, deposit.transaction_id);
  expect(body).toMatchObject({
    type: "deposit",
    status: "completed",
    made_by: "user",
    idempotency_key: "receipt-of-a-deposit",
    request_id: headers.get("X-Request-Id"),
    deposit: { external_id: deposit.external_id, fee_usd: "0.00", payable_usd: "25.00" },
  });
  expect(body).not.toHaveProperty("order");
  expect(legs(body)).toEqual(["post cash -25.00", "post wallet 25.00"]);
  await markDeposit(shop, operator.api_key, deposit.transaction_id, "failed");
  const reversal = (await receiptOf(user, await newestOf(user))).body;
  expect(reversal).toMatchObject({ amount_usd: "-25.00", idempotency_key: null, request_id: null });
});

test("a bulk renewal's receipts show the one key that was sent", async () => {
  const user = await shop.newUser();
  const { body: order } = await buy(user, "bought-to-renew-in-bulk", { quantity: 1 });
  const ids = [order.subscription_id];
  const renewed = await shop.send("POST", "/proxy/subscriptions/renew:bulk", {
    key: user.api_key,
    body: { ids },
    idempotencyKey: "one-key-for-many",
  });
  expect(renewed.status).toBe(200);
  const { body } = await receiptOf(user, await newestOf(user));
  expect(body).toMatchObject({ type: "renewal", idempotency_key: "one-key-for-many", made_by: "user" });
});

test("what an operator did for a user names no key of the operator's", async () => {
  const user = await shop.newUser();
  await buy(operator, "an-operators-own-key", { user_id: user.user_id });
  const { body } = await receiptOf(user, await newestOf(user));
  expect(body).toMatchObject({ type: "purchase", made_by: "operator", idempotency_key: null });
  await shop.send("POST", `/admin/users/${user.user_id}/balance`, {
    key: operator.api_key,
    body: { amount_usd: "1.00", reason: "Sorry" },
    idempotencyKey: "an-operators-adjustment",
  });
  const adjustment = await receiptOf(user, await newestOf(user));
  expect(adjustment.body).toMatchObject({ type: "adjustment", made_by: null, idempotency_key: null });
});

test("a foreign receipt and a missing one answer the same; an operator reads everybody's", async () => {
  const [owner, stranger] = [await shop.newUser(), await shop.newUser()];
  await buy(owner, "somebody-elses-purchase");
  const id = await newestOf(owner);
  const foreign = await receiptOf(stranger, id);
  const missing = await receiptOf(stranger, 999_999_999);
  const strip = (answer: typeof foreign) => ({ ...answer.body.error, request_id: "" });
  expect([foreign.status, missing.status, strip(foreign)]).toEqual([404, 404, strip(missing)]);
  expect((await receiptOf(operator, id)).body.user_id).toBe(owner.user_id);
});

test("a malformed id, a missing key and a key without proxy:read are refused", async () => {
  const user = await shop.newUser();
  expect((await receiptOf(user, "x")).status).toBe(400);
  expect((await shop.send("GET", "/transactions/1")).status).toBe(401);
  await shop.db.query("update api_keys set scopes = '{proxy:buy}' where user_id = $1", [user.user_id]);
  expect((await receiptOf(user, 1)).body.error.code).toBe("forbidden_scope");
});
