import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { expireDeposits } from "@/lib/domain/deposits/expire";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { freshKey, markDeposit, openDeposit, pay as payInvoice, walletOf } from "@/lib/testing/payer";

let shop: TestBusiness;
let operatorKey: string;
beforeAll(async () => {
  shop = await createTestBusiness();
  operatorKey = (await shop.newUser("0.00", "operator")).api_key;
});
afterEach(async () => {
  shop.provider.faults.length = 0;
  shop.clock.offsetMs = 0;
  await requireClosedBooks(shop.db);
});
afterAll(() => shop.close());

const open = (key: string, body?: object, idempotencyKey?: string) =>
  openDeposit(shop, key, body, idempotencyKey);
const pay = (externalId: string) => payInvoice(shop, externalId);
const mark = (tx: number, verdict: "completed" | "failed", body?: object, key = operatorKey) =>
  markDeposit(shop, key, tx, verdict, body);
const balanceOf = async (user: { user_id: number }) => (await walletOf(shop, user.user_id))?.balance;
const codeOf = ({ status, body }: { status: number; body: { error: { code: string } } }) => [
  status,
  body.error.code,
];

test("an invoice is pending until its payment is reported, and then its money is on the balance", async () => {
  const user = await shop.newUser("0.00");
  const { status, body } = await open(user.api_key);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    provider: "sandbox",
    amount_usd: "25.00",
    fee_usd: "0.00",
    payable_usd: "25.00",
    received_usd: null,
    status: "pending",
  });
  expect(body.pay_url).toBe(`http://shop.test/payments/sandbox/pay/${body.external_id}`);
  expect(await balanceOf(user)).toBe("0.00");
  expect(await pay(body.external_id)).toEqual([200]);
  const card = await shop.send("GET", `/deposits/sandbox/${body.external_id}`, { key: user.api_key });
  expect(card.body).toEqual({ ...body, status: "completed", received_usd: "25.00" });
  expect(await balanceOf(user)).toBe("25.00");
  const { body: transactions } = await shop.send("GET", "/transactions?type=deposit", { key: user.api_key });
  expect(transactions.items).toEqual([
    expect.objectContaining({
      id: body.transaction_id,
      status: "completed",
      amount_usd: "25.00",
      deposit: {
        provider: "sandbox",
        external_id: body.external_id,
        fee_usd: "0.00",
        payable_usd: "25.00",
        pay_url: body.pay_url,
        expires_at: body.expires_at,
      },
    }),
  ]);
});

test("the same key is the same invoice and the same answer, also after the payment", async () => {
  const user = await shop.newUser("0.00");
  const first = await open(user.api_key, { provider: "fake" }, "same-invoice");
  await mark(first.body.transaction_id, "completed");
  const again = await open(user.api_key, { provider: "fake" }, "same-invoice");
  expect([again.status, again.body]).toEqual([201, first.body]);
  expect(again.headers.get("Idempotent-Replayed")).toBe("true");
  expect(codeOf(await open(user.api_key, { amount_usd: "26.00" }, "same-invoice"))).toEqual([
    422,
    "idempotency_key_reused",
  ]);
  expect(shop.provider.log.filter((i) => i.transactionId === first.body.transaction_id)).toHaveLength(1);
});

test("a provider's fee is added to what is to be paid and not to the balance", async () => {
  const user = await shop.newUser("0.00");
  const { body } = await open(user.api_key, { provider: "fake", amount_usd: "1.00" });
  expect([body.fee_usd, body.payable_usd]).toEqual(["0.33", "1.33"]);
  await mark(body.transaction_id, "completed");
  expect(await balanceOf(user)).toBe("1.00");
});

test.each(["0.99", "1000.01", "1", "01000.00", "-5.00", "1e2", 25, null, "5.000"])(
  "an amount of %j is refused",
  async (amount_usd) => {
    const user = await shop.newUser("0.00");
    const answer = await open(user.api_key, { amount_usd });
    expect([answer.status, answer.body.error.fields[0].path]).toEqual([400, "amount_usd"]);
  },
);

test("the smallest and the largest amount are taken", async () => {
  const user = await shop.newUser("0.00");
  expect((await open(user.api_key, { amount_usd: "1.00" })).status).toBe(201);
  expect((await open(user.api_key, { amount_usd: "1000.00" })).status).toBe(201);
});

test("a provider that is not configured, a missing key, a foreign user and a missing scope are refused", async () => {
  const [user, other] = [await shop.newUser("0.00"), await shop.newUser("0.00")];
  const unknown = await open(user.api_key, { provider: "stripe" });
  expect([unknown.status, unknown.body.error.fields[0].path]).toEqual([400, "provider"]);
  expect(codeOf(await open(user.api_key, { user_id: other.user_id }))).toEqual([404, "not_found"]);
  expect((await open(operatorKey)).body.error.fields[0].path).toBe("user_id");
  expect((await open(operatorKey, { user_id: other.user_id })).body.user_id).toBe(other.user_id);
  const bare = await shop.send("POST", "/deposits", { key: user.api_key, body: {} });
  expect(codeOf(bare)).toEqual([400, "idempotency_key_required"]);
  await shop.db.query("update api_keys set scopes = '{proxy:read}' where user_id = $1", [user.user_id]);
  expect(codeOf(await open(user.api_key))).toEqual([403, "forbidden_scope"]);
  expect(codeOf(await shop.send("POST", "/deposits"))).toEqual([401, "missing_key"]);
});

test("a provider that refuses answers 502 or 503 for good, and the deposit has failed", async () => {
  const user = await shop.newUser("0.00");
  shop.provider.faults.push("fail");
  const answer = await open(user.api_key, { provider: "fake" }, "refused-invoice");
  expect([...codeOf(answer), answer.body.error.charged]).toEqual([502, "provider_failed", false]);
  const again = await open(user.api_key, { provider: "fake" }, "refused-invoice");
  expect(again.body).toEqual(answer.body);
  const { body } = await shop.send("GET", "/transactions", { key: user.api_key });
  expect(body.items[0]).toMatchObject({ type: "deposit", status: "failed" });
});

test("a lost answer is not kept: the same request goes on to the one invoice", async () => {
  const user = await shop.newUser("0.00");
  shop.provider.faults.push("lost_answer");
  const lost = await open(user.api_key, { provider: "fake" }, "lost-invoice");
  expect([...codeOf(lost), lost.headers.get("Retry-After")]).toEqual([503, "unavailable", "2"]);
  const found = await open(user.api_key, { provider: "fake" }, "lost-invoice");
  expect(found.status).toBe(201);
  const invoices = shop.provider.log.filter((i) => i.transactionId === found.body.transaction_id);
  expect(invoices).toHaveLength(1);
});

test("a payment finds its deposit also when the provider's answer to us was lost", async () => {
  const user = await shop.newUser("0.00");
  shop.provider.faults.push("lost_answer");
  await open(user.api_key, { provider: "fake" });
  const [invoice] = shop.provider.log.slice(-1);
  const event = {
    id: "evt-1",
    kind: "paid",
    externalId: `fake-${invoice?.invoiceKey}`,
    invoiceKey: invoice?.invoiceKey,
    received: null,
  };
  const webhook = () =>
    new Request("http://shop.test/payments/fake/webhook", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Fake-Word": "friend" },
      body: JSON.stringify(event),
    });
  expect((await shop.receive(webhook())).status).toBe(200);
  expect(await (await shop.receive(webhook())).json()).toEqual({ status: "ok", repeated: true });
  expect(await balanceOf(user)).toBe("25.00");
});

test("an invoice runs out by the business's clock, and a late payment is still credited", async () => {
  const user = await shop.newUser("0.00");
  const { body } = await open(user.api_key);
  const path = `/deposits/sandbox/${body.external_id}`;
  shop.clock.offsetMs = 3_599_000;
  expect((await shop.send("GET", path, { key: user.api_key })).body.status).toBe("pending");
  shop.clock.offsetMs = 3_601_000;
  expect((await shop.send("GET", path, { key: user.api_key })).body.status).toBe("expired");
  await expireDeposits(shop);
  const rows = await shop.db.query("select status from deposits where transaction_id = $1", [
    body.transaction_id,
  ]);
  expect(rows).toEqual([{ status: "expired" }]);
  expect(await pay(body.external_id)).toEqual([200]);
  expect(await balanceOf(user)).toBe("25.00");
  expect((await shop.send("GET", path, { key: user.api_key })).body).toMatchObject({
    status: "completed",
    is_late: true,
  });
  const late = await shop.send("GET", `/admin/deposits?flagged=true&user_id=${user.user_id}`, {
    key: operatorKey,
  });
  expect(late.body.items[0]).toMatchObject({ status: "completed", flags: ["late"] });
});

test("the sweeper leaves what is not due", async () => {
  const user = await shop.newUser("0.00");
  await open(user.api_key);
  await expireDeposits(shop);
  const pending = await shop.send("GET", "/deposits?status=pending", { key: user.api_key });
  expect(pending.body.items).toHaveLength(1);
});

test("money that arrives is credited while money is switched off and while the user is banned; invoices are not opened", async () => {
  const user = await shop.newUser("0.00");
  const { body } = await open(user.api_key);
  await shop.db.query("update users set is_banned = true where id = $1", [user.user_id]);
  const off = await createTestBusiness({ db: shop.db, moneyEnabled: false });
  try {
    const [event] = shop.sandboxProvider.eventsOf(body.external_id, "pay");
    expect((await off.receive(event ?? new Request("http://shop.test"))).status).toBe(200);
    await shop.db.query("update users set is_banned = false where id = $1", [user.user_id]);
    const refused = await off.send("POST", "/deposits", {
      key: user.api_key,
      body: { provider: "sandbox", amount_usd: "5.00" },
      idempotencyKey: freshKey(),
    });
    expect(codeOf(refused)).toEqual([403, "money_disabled"]);
  } finally {
    await off.close();
  }
  expect(await balanceOf(user)).toBe("25.00");
});
