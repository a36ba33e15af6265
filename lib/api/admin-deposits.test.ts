import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { runDueJobs } from "@/lib/jobs/runner";
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
const pay = (externalId: string, choice?: "fail") => payInvoice(shop, externalId, choice);
const mark = (tx: number, verdict: "completed" | "failed", body?: object, key = operatorKey) =>
  markDeposit(shop, key, tx, verdict, body);
const balanceOf = async (user: { user_id: number }) => (await walletOf(shop, user.user_id))?.balance;
const codeOf = ({ status, body }: { status: number; body: { error: { code: string } } }) => [
  status,
  body.error.code,
];

test("an operator completes once with what really came in; twice answers the same card", async () => {
  const user = await shop.newUser("0.00");
  const { body } = await open(user.api_key, { provider: "manual" });
  expect(body).toMatchObject({ pay_url: null, instructions: expect.stringContaining(body.external_id) });
  const wish = { received_usd: "24.80", reference: "SEPA 77" };
  const first = await mark(body.transaction_id, "completed", wish);
  expect(first.body).toMatchObject({
    status: "completed",
    received_usd: "24.80",
    reference: "SEPA 77",
    reason: "Seen at the bank",
    flags: ["other_amount"],
  });
  const second = await mark(body.transaction_id, "completed", wish);
  expect([second.status, second.body]).toEqual([200, first.body]);
  expect(await balanceOf(user)).toBe("24.80");
  const audit = await shop.db.query("select action from audit where subject = 'deposit' and user_id = $1", [
    user.user_id,
  ]);
  expect(audit).toEqual([{ action: "deposit.create" }, { action: "deposit.complete" }]);
});

test("the queue is filtered by flag, and an invoice that ran out is no longer waiting", async () => {
  const user = await shop.newUser("0.00");
  const { body: late } = await open(user.api_key);
  const { body: other } = await open(user.api_key);
  const { body: waits } = await open(user.api_key);
  await mark(other.transaction_id, "completed", { received_usd: "24.80" });
  const found = async (query: string) =>
    (
      await shop.send("GET", `/admin/deposits?user_id=${user.user_id}&${query}`, { key: operatorKey })
    ).body.items.map((item: { transaction_id: number }) => item.transaction_id);
  expect(await found("status=pending")).toEqual([waits.transaction_id, late.transaction_id]);
  shop.clock.offsetMs = 40 * 86_400_000;
  expect(await found("status=pending")).toEqual([]);
  expect(await found("status=expired")).toEqual([waits.transaction_id, late.transaction_id]);
  await mark(late.transaction_id, "completed");
  expect(await found("flag=late")).toEqual([late.transaction_id]);
  expect(await found("flag=other_amount")).toEqual([other.transaction_id]);
  expect(await found("flagged=true")).toEqual([other.transaction_id, late.transaction_id]);
  expect(await found("flagged=false")).toEqual([waits.transaction_id]);
});

test("a deposit is read by its transaction, by operators only", async () => {
  const { body } = await open((await shop.newUser("0.00")).api_key);
  const read = (tx: string | number, key?: string) => shop.send("GET", `/admin/deposits/${tx}`, { key });
  expect((await read(body.transaction_id, operatorKey)).body).toMatchObject({
    ...body,
    flags: [],
    reason: null,
  });
  expect((await read("x", operatorKey)).status).toBe(400);
  expect((await read(body.transaction_id)).status).toBe(401);
  expect((await read(body.transaction_id, (await shop.newUser()).api_key)).status).toBe(403);
  expect((await read(999_999, operatorKey)).status).toBe(404);
});

test("marking needs an operator, a deposit that is there, a reason and a sane amount", async () => {
  const user = await shop.newUser("0.00");
  const { body } = await open(user.api_key);
  const tx = body.transaction_id;
  for (const verdict of ["completed", "failed"] as const) {
    expect(codeOf(await mark(tx, verdict, {}, user.api_key))).toEqual([403, "forbidden_scope"]);
    expect(codeOf(await mark(999_999, verdict))).toEqual([404, "not_found"]);
    expect(codeOf(await mark(tx, verdict, { reason: " " }))).toEqual([400, "bad_request"]);
    const bare = await shop.send("POST", `/admin/deposits/${tx}/mark-${verdict}`, {
      key: operatorKey,
      body: { reason: "Because" },
    });
    expect(codeOf(bare)).toEqual([400, "idempotency_key_required"]);
  }
  for (const received_usd of ["0.00", "-1.00", 5, "100000.00"])
    expect((await mark(tx, "completed", { received_usd })).status).toBe(400);
});

test("a failed deposit stays failed, until its money does arrive", async () => {
  const user = await shop.newUser("0.00");
  const { body } = await open(user.api_key);
  const failed = await mark(body.transaction_id, "failed");
  expect(failed.body).toMatchObject({ status: "failed", is_reversed: false });
  expect((await mark(body.transaction_id, "failed")).body).toEqual(failed.body);
  expect(await pay(body.external_id, "fail")).toEqual([200]);
  expect(await pay(body.external_id)).toEqual([200]);
  expect(await balanceOf(user)).toBe("25.00");
});

test("a reversal takes back what is there, the rest is owed and blocks spending, and money in pays it first", async () => {
  const user = await shop.newUser("0.00");
  const { body } = await open(user.api_key);
  await pay(body.external_id);
  const bought = await shop.send("POST", "/proxy/static", {
    key: user.api_key,
    body: { category: "isp", country_name: "US", quantity: 5 },
    idempotencyKey: freshKey(),
  });
  expect(bought.status).toBe(200);
  const reversed = await mark(body.transaction_id, "failed", { reason: "Charged back" });
  expect(reversed.body).toMatchObject({ status: "failed", is_reversed: true, received_usd: "25.00" });
  expect((await mark(body.transaction_id, "failed")).body).toEqual(reversed.body);
  expect(await balanceOf(user)).toBe("0.00");
  expect(await walletOf(shop, user.user_id)).toEqual({ balance: "0.00", debt: "12.50" });
  const shown = await shop.send("GET", `/users/${user.user_id}/balance`, { key: user.api_key });
  expect(shown.body).toMatchObject({ balance_usd: "0.00", debt_usd: "12.50" });
  const next = await open(user.api_key, { amount_usd: "10.00" });
  await pay(next.body.external_id);
  expect(await walletOf(shop, user.user_id)).toEqual({ balance: "0.00", debt: "2.50" });
  await shop.send("POST", `/admin/users/${user.user_id}/balance`, {
    key: operatorKey,
    body: { amount_usd: "5.00", reason: "Goodwill" },
    idempotencyKey: freshKey(),
  });
  expect(await walletOf(shop, user.user_id)).toEqual({ balance: "2.50", debt: "0.00" });
  expect(codeOf(await mark(body.transaction_id, "completed"))).toEqual([409, "invalid_state"]);
  expect(await pay(body.external_id)).toEqual([200]);
  const { body: list } = await shop.send("GET", `/admin/deposits?user_id=${user.user_id}`, {
    key: operatorKey,
  });
  expect(list.items.at(-1).flags).toEqual(["paid_after_reversal"]);
});

test("money that a failed order gives back pays a debt first", async () => {
  const user = await shop.newUser("0.00");
  const { body } = await open(user.api_key);
  await pay(body.external_id);
  shop.supplier.faults.push("lost_answer");
  await shop.send("POST", "/proxy/static", {
    key: user.api_key,
    body: { category: "isp", country_name: "US", quantity: 5 },
    idempotencyKey: freshKey(),
  });
  await mark(body.transaction_id, "failed");
  expect(await walletOf(shop, user.user_id)).toEqual({ balance: "0.00", debt: "12.50" });
  await requireClosedBooks(shop.db);
  shop.supplier.log.length = 0;
  shop.clock.offsetMs = 16 * 60_000;
  for (const minutes of [1, 10, 20]) await runDueJobs(shop, new Date(Date.now() + minutes * 60_000));
  expect(await walletOf(shop, user.user_id)).toEqual({ balance: "0.00", debt: "0.00" });
});

test("an operator credits and takes back also while money is switched off", async () => {
  const user = await shop.newUser("0.00");
  const { body } = await open(user.api_key);
  const off = await createTestBusiness({ db: shop.db, moneyEnabled: false });
  for (const [verdict, balance] of [
    ["completed", "25.00"],
    ["failed", "0.00"],
  ] as const) {
    expect((await markDeposit(off, operatorKey, body.transaction_id, verdict)).status).toBe(200);
    expect(await balanceOf(user)).toBe(balance);
  }
  await off.close();
});

test("lists go back page by page and stay stable while new deposits come in", async () => {
  const user = await shop.newUser("0.00");
  const made: number[] = [];
  for (let n = 0; n < 5; n++) made.unshift((await open(user.api_key)).body.transaction_id);
  const page = async (key: string, path: string) => (await shop.send("GET", path, { key })).body;
  const first = await page(user.api_key, "/deposits?limit=2");
  await open(user.api_key);
  const second = await page(user.api_key, `/deposits?limit=2&cursor=${first.next_cursor}`);
  const ids = [...first.items, ...second.items].map((item) => item.transaction_id);
  expect(ids).toEqual(made.slice(0, 4));
  const own = `user_id=${user.user_id}`;
  const all = await page(operatorKey, `/admin/deposits?${own}&provider=sandbox&status=pending&flagged=false`);
  expect(all.items).toHaveLength(6);
  expect((await page(operatorKey, `/admin/deposits?${own}&q=${user.email}`)).items).toHaveLength(6);
  expect(all.items[0]).toMatchObject({ user: { email: user.email, telegram_id: null } });
  expect((await page(operatorKey, `/admin/deposits?${own}&provider=fake`)).items).toEqual([]);
  expect(codeOf(await shop.send("GET", "/admin/deposits", { key: user.api_key }))).toEqual([
    403,
    "forbidden_scope",
  ]);
  expect((await shop.send("GET", "/admin/deposits?status=gold", { key: operatorKey })).status).toBe(400);
});
