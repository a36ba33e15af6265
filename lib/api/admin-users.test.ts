import { afterAll, beforeAll, expect, test } from "vitest";
import type { SearchHit } from "@/lib/contract/admin-users";
import { openSession } from "@/lib/domain/sessions/open";
import type { Newcomer } from "@/lib/domain/users/create";
import { readUser } from "@/lib/store/users";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { newPayer } from "@/lib/testing/payer";

let shop: TestBusiness;
let operator: Newcomer;
beforeAll(async () => {
  shop = await createTestBusiness();
  operator = await shop.newUser("0.00", "operator");
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
});

const get = (path: string, key = operator.api_key) => shop.send("GET", path, { key });
const write = (method: "POST" | "PATCH", path: string, body?: unknown, key = operator.api_key) =>
  shop.send(method, path, { key, body });
let counter = 0;
const buy = (key: string, quantity = 1) =>
  shop.send("POST", "/proxy/static", {
    key,
    body: { category: "isp", country_name: "US", quantity },
    idempotencyKey: `users-test-${++counter}`,
  });
const idsOf = (answer: { body: { items: { id: number }[] } }) => answer.body.items.map((item) => item.id);

test("users are found by id, Telegram id and part of an e-mail, and by nothing else", async () => {
  const user = await shop.newUser();
  await write("PATCH", `/admin/users/${user.user_id}`, { telegram_id: 7_000_000_001 });
  for (const q of [String(user.user_id), "7000000001", user.email.slice(3, 9), user.email.slice(0, 2)])
    expect(idsOf(await get(`/admin/users?q=${q}`)), q).toContain(user.user_id);
  expect(idsOf(await get("/admin/users?q=%25%25%25%25"))).toEqual([]);
  expect(idsOf(await get("/admin/users?q=____________"))).toEqual([]);
});

test("the list of users pages without a gap or a repeat while users are added, and filters", async () => {
  const made: number[] = [];
  for (let n = 0; n < 3; n++) made.unshift((await shop.newUser()).user_id);
  const first = await get("/admin/users?limit=2");
  expect(idsOf(first)).toEqual(made.slice(0, 2));
  await shop.newUser();
  const second = await get(`/admin/users?limit=2&cursor=${first.body.next_cursor}`);
  expect(idsOf(second)[0]).toBe(made[2]);
  expect(idsOf(await get("/admin/users?role=operator"))).toEqual([operator.user_id]);
  await write("POST", `/admin/users/${made[0]}/ban`, { banned: true, reason: "Abuse report" });
  expect(idsOf(await get("/admin/users?banned=true"))).toEqual([made[0]]);
  expect(idsOf(await get("/admin/users?banned=false"))).not.toContain(made[0]);
});

test("the card names who invited a user, and the list those whom one invited", async () => {
  const [host, guest] = [await shop.newUser(), await shop.newUser()];
  await shop.db.query("update users set referred_by = $1 where id = $2", [host.user_id, guest.user_id]);
  expect((await get(`/admin/users/${guest.user_id}`)).body.referred_by).toBe(host.user_id);
  expect((await get(`/admin/users/${host.user_id}`)).body.referred_by).toBeNull();
  expect(idsOf(await get(`/admin/users?referred_by=${host.user_id}`))).toEqual([guest.user_id]);
});

test("the card shows what a user has, why it is banned and what operators noted", async () => {
  const user = await shop.newUser();
  await buy(user.api_key);
  await write("PATCH", `/admin/users/${user.user_id}`, { notes: "Pays by bank." });
  const ban = { banned: true, reason: "Abuse report", evidence: "Ticket 5" };
  await write("POST", `/admin/users/${user.user_id}/ban`, ban);
  expect((await get(`/admin/users/${user.user_id}`)).body).toMatchObject({
    id: user.user_id,
    balance_usd: "97.50",
    held_usd: "0.00",
    is_banned: true,
    ban_reason: "Abuse report",
    ban_evidence: "Ticket 5",
    notes: "Pays by bank.",
    counts: { subscriptions_active: 1, subscriptions: 1, orders: 1, keys_active: 1, sessions_open: 0 },
  });
});

test("notes and Telegram id are written with an audit row each, one user per Telegram id", async () => {
  const [one, two] = [await shop.newUser(), await shop.newUser()];
  expect((await write("PATCH", `/admin/users/${one.user_id}`, { telegram_id: 42 })).body.telegram_id).toBe(
    42,
  );
  const taken = await write("PATCH", `/admin/users/${two.user_id}`, { telegram_id: 42 });
  expect([taken.status, taken.body.error.code]).toEqual([409, "invalid_state"]);
  expect(
    (await write("PATCH", `/admin/users/${one.user_id}`, { telegram_id: null })).body.telegram_id,
  ).toBeNull();
  expect((await write("PATCH", `/admin/users/${two.user_id}`, { telegram_id: 42 })).status).toBe(200);
  const rows = await shop.db.query(
    "select 1 from audit where action = 'user.change' and user_id = any($1::bigint[])",
    [[one.user_id, two.user_id]],
  );
  expect(rows).toHaveLength(3);
  expect((await write("PATCH", `/admin/users/${one.user_id}`, {})).status).toBe(400);
});

test("an explained balance ends at the wallet and is whole on every page, also while money moves", async () => {
  const user = await shop.newUser("50.00");
  for (let n = 0; n < 6; n++) await buy(user.api_key, n + 1);
  shop.supplier.faults.push("fail");
  await buy(user.api_key, 2);
  const path = `/admin/users/${user.user_id}/postings`;
  const whole = (await get(`${path}?limit=100`)).body.items;
  const wallet = await get(`/users/${user.user_id}/balance`);
  expect(whole[0].sum_usd).toBe(wallet.body.balance_usd);
  expect(whole.at(-1)).toMatchObject({ type: "adjustment", amount_usd: "50.00", sum_usd: "50.00" });
  expect(whole[0]).toMatchObject({ step: "release", type: "purchase", status: "failed", amount_usd: "5.00" });
  expect(whole[0].subscription_id).toBeGreaterThan(0);

  const paged: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page = await get(`${path}?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
    paged.push(...page.body.items);
    cursor = page.body.next_cursor;
    await buy(user.api_key, 1);
  } while (cursor);
  expect(paged).toEqual(whole);
  const held = (await get(`${path}?account=held`)).body.items;
  expect([held[0].sum_usd, held[0].step]).toEqual(["0.00", "capture"]);
});

test("signing a user out everywhere ends sessions and their keys, and leaves API keys", async () => {
  const user = await shop.newUser();
  const row = await readUser(shop.db, user.user_id);
  if (!row) throw new Error("no user");
  await openSession(shop, row);
  await openSession(shop, row);
  const path = `/admin/users/${user.user_id}`;
  const open = (await get(`${path}/sessions`)).body.items;
  expect(open.map((session: { is_open: boolean }) => session.is_open)).toEqual([true, true]);
  expect(Object.keys(open[0])).not.toContain("id");
  expect((await write("POST", `${path}/sign-out`)).body).toEqual({ user_id: user.user_id, ended: 2 });
  expect((await write("POST", `${path}/sign-out`)).body.ended).toBe(0);
  expect((await get(`${path}/sessions?limit=1`)).body.items[0].is_open).toBe(false);
  const keys = await shop.db.query<{ kind: string; live: boolean }>(
    "select kind, revoked_at is null as live from api_keys where user_id = $1 order by id",
    [user.user_id],
  );
  expect(keys.map((key) => key.live)).toEqual([true, false, false]);
});

test("one search finds users, addresses, orders, subscriptions, deposits, transactions and keys", async () => {
  const user = await shop.newUser();
  const { body: order } = await buy(user.api_key);
  const kinds = async (q: string): Promise<SearchHit[]> =>
    (await get(`/admin/search?q=${encodeURIComponent(q)}`)).body.items;
  expect(await kinds(user.email)).toMatchObject([{ kind: "user", id: user.user_id, title: user.email }]);
  const [address] = (await get(`/proxy/subscriptions/${order.subscription_id}/addresses`, user.api_key)).body
    .items;
  expect(await kinds(address.ip)).toMatchObject([
    { kind: "address", user_id: user.user_id, subscription_id: order.subscription_id },
  ]);
  const [transaction] = (await get("/transactions", user.api_key)).body.items;
  for (const [kind, id] of [
    ["order", order.order_id],
    ["subscription", order.subscription_id],
    ["transaction", transaction.id],
  ] as const)
    expect(await kinds(String(id))).toContainEqual(
      expect.objectContaining({ kind, id, user_id: user.user_id }),
    );
  expect(await kinds(user.api_key.slice(0, 8))).toContainEqual(
    expect.objectContaining({ kind: "key", user_id: user.user_id }),
  );
  const { tx, externalId } = await newPayer(shop);
  const deposit = expect.objectContaining({ kind: "deposit", id: tx });
  expect(await kinds(externalId)).toEqual([deposit]);
  expect(await kinds(String(tx))).toContainEqual(deposit);
  const marked = { reason: "Came by bank", reference: "BANK-7781" };
  await shop.send("POST", `/admin/deposits/${tx}/mark-completed`, {
    key: operator.api_key,
    body: marked,
    idempotencyKey: "users-test-deposit",
  });
  expect(await kinds("BANK-7781")).toEqual([deposit]);
  expect(await kinds("no such thing")).toEqual([]);
});

test("a look at an account as its user shows what they have, is audited each time, and holds no secret", async () => {
  const user = await shop.newUser();
  await buy(user.api_key);
  const { body } = await get(`/admin/users/${user.user_id}/view`);
  expect(body).toMatchObject({
    user: { id: user.user_id, balance_usd: "97.50" },
    subscriptions: [{ user_id: user.user_id, status: "active" }],
    transactions: [{ type: "purchase", amount_usd: "-2.50" }, { type: "adjustment" }],
  });
  await get(`/admin/users/${user.user_id}/view`);
  const looks = (await get(`/admin/audit?action=user.view&user_id=${user.user_id}`)).body.items;
  expect(looks).toHaveLength(2);
  expect(looks[0]).toMatchObject({ subject: "user", subject_id: user.user_id, by: expect.any(String) });
  expect(JSON.stringify(body)).not.toMatch(/password|login|pdk_/);
});

test.each([
  ["GET", "/admin/users", "/admin/users?role=king"],
  ["GET", "/admin/users/{id}", "/admin/users/x"],
  ["PATCH", "/admin/users/{id}", "/admin/users/x"],
  ["GET", "/admin/users/{id}/postings", "/admin/users/{id}/postings?account=cash"],
  ["GET", "/admin/users/{id}/sessions", "/admin/users/{id}/sessions?limit=0"],
  ["GET", "/admin/users/{id}/view", "/admin/users/x/view"],
  ["POST", "/admin/users/{id}/sign-out", "/admin/users/0/sign-out"],
  ["GET", "/admin/search?q=a", "/admin/search"],
])(
  "%s %s: 400 for bad input, 401 without a key, 403 for a customer, 404 for nobody",
  async (method, path, bad) => {
    const user = await shop.newUser();
    const fill = (text: string, id: number) => text.replace("{id}", String(id));
    const send = async (to: string, key?: string) =>
      (await shop.send(method, to, { key, ...(method === "PATCH" ? { body: { notes: "A note" } } : {}) }))
        .status;
    expect(await send(fill(bad, user.user_id), operator.api_key)).toBe(400);
    expect(await send(fill(path, user.user_id))).toBe(401);
    expect(await send(fill(path, user.user_id), user.api_key)).toBe(403);
    if (path.includes("{id}")) expect(await send(fill(path, 999_999), operator.api_key)).toBe(404);
    expect(await send(fill(path, user.user_id), operator.api_key)).toBe(200);
  },
);

test("an adjustment needs a reason and a sane amount, and never overdraws", async () => {
  const [operator, user] = [await shop.newUser("0.00", "operator"), await shop.newUser("10.00")];
  const adjust = (amount_usd: string, reason = "Goodwill") =>
    shop.send("POST", `/admin/users/${user.user_id}/balance`, {
      key: operator.api_key,
      body: { amount_usd, reason },
      idempotencyKey: `users-test-${++counter}`,
    });
  expect((await adjust("5.00")).body).toMatchObject({ user_id: user.user_id, balance_usd: "15.00" });
  const refused = [
    await adjust("-15.01"),
    await adjust("999999999999.99"),
    await adjust("0.00"),
    await adjust("1.00", ""),
  ];
  expect(refused.map(({ status }) => status)).toEqual([402, 400, 400, 400]);
  const own = await shop.send("POST", `/admin/users/${user.user_id}/balance`, {
    key: user.api_key,
    body: { amount_usd: "1.00", reason: "Goodwill" },
    idempotencyKey: `users-test-${++counter}`,
  });
  expect([own.status, own.body.error.code]).toEqual([403, "forbidden_scope"]);
});
