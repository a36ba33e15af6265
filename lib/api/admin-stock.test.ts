import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Newcomer } from "@/lib/domain/users/create";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";

let shop: TestBusiness;
let operator: Newcomer;
beforeAll(async () => {
  shop = await createTestBusiness();
  operator = await shop.newUser("0.00", "operator");
});
afterEach(() => requireClosedBooks(shop.db));
afterAll(() => shop.close());

let counter = 0;
const get = (path: string, key = operator.api_key) => shop.send("GET", path, { key });
const bring = (list: string, country_name = "FR", query = "") =>
  shop.send("POST", `/admin/stock${query}`, {
    key: operator.api_key,
    body: { category: "isp", country_name, list },
  });
const withdraw = (id: number, key = operator.api_key) => shop.send("DELETE", `/admin/stock/${id}`, { key });
const buy = (key: string, quantity: number, country_name: string) =>
  shop.send("POST", "/proxy/static", {
    key,
    body: { category: "isp", country_name, quantity },
    idempotencyKey: `stock-test-${++counter}`,
  });
const linesOf = (net: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${net}.${n + 1}:8080:user${n}:canary-${net}-${n}`).join("\n");

test("a dry run tells each line's error and puts nothing on the shelf", async () => {
  const { status, body } = await bring("203.0.113.1:80\nnonsense\n127.9.0.1:8080", "FR", "?dry_run=true");
  expect(status).toBe(200);
  expect(body).toMatchObject({ dry_run: true, added: 1, returned: 0 });
  expect(body.errors.map((error: { line: number; code: string }) => [error.line, error.code])).toEqual([
    [2, "malformed"],
    [3, "in_stock"],
  ]);
  expect(body.items[0]).toEqual({ line: 1, ip: "203.0.113.1", port: 80, has_login: false });
  expect((await get("/admin/stock?supplier=stock")).body.items).toEqual([]);
});

test("one wrong line keeps the whole list out, and the answer names it without its secret", async () => {
  const { status, body } = await bring("203.0.113.1:80:user:pass\nuser:canary-wrong@host:80");
  expect([status, body.error.fields]).toEqual([
    400,
    [expect.objectContaining({ path: "list.2", code: "bad_ip" })],
  ]);
  expect(JSON.stringify(body)).not.toContain("canary");
  expect((await bring("# nothing\n")).status).toBe(400);
  expect((await get("/admin/stock?supplier=stock")).body.items).toEqual([]);
});

test("imported proxies are sold with their own credentials, sealed at rest, and can't be rotated", async () => {
  const user = await shop.newUser();
  expect((await bring(linesOf("198.51.100", 3))).body).toMatchObject({ added: 3, errors: [] });
  const { body: order } = await buy(user.api_key, 2, "FR");
  expect(order.status).toBe("ok");
  const path = `/proxy/subscriptions/${order.subscription_id}`;
  const { static_proxies } = (await get(`${path}/credentials`, user.api_key)).body;
  expect(static_proxies[0]).toEqual({
    ip: "198.51.100.1",
    port_http: 8080,
    port_socks: 8080,
    login: "user0",
    password: "canary-198.51.100-0",
  });
  expect(static_proxies[1].password).toBe("canary-198.51.100-1");
  const rows = await shop.db.query<{ row: string }>("select stock::text as row from stock");
  expect(rows.some(({ row }) => row.includes("canary"))).toBe(false);
  const rotate = await shop.send("POST", `${path}/credentials/rotate`, { key: user.api_key });
  expect([rotate.status, rotate.body.error.code]).toEqual([409, "invalid_state"]);
  const [row] = await shop.db.query<{ supplier: string }>("select supplier from orders where id = $1", [
    order.order_id,
  ]);
  expect(row?.supplier).toBe("stock");
  expect((await get("/admin/audit?action=stock.import")).body.items[0].facts).toMatchObject({ added: 3 });
});

test("a purchase comes wholly from one supplier, and the catalog promises no more than that", async () => {
  const user = await shop.newUser("1000.00");
  await bring(linesOf("192.0.2", 70), "DE");
  const { categories } = (await get("/proxy/catalog", user.api_key)).body;
  const isp = categories.find((item: { category: string }) => item.category === "isp");
  expect(isp.countries.find((item: { code: string }) => item.code === "DE").available).toBe(70);
  const supplierOf = async (answer: { body: { order_id: number } }) =>
    (await shop.db.query("select supplier from orders where id = $1", [answer.body.order_id]))[0];
  expect(await supplierOf(await buy(user.api_key, 50, "DE"))).toEqual({ supplier: "local" });
  expect(await supplierOf(await buy(user.api_key, 11, "DE"))).toEqual({ supplier: "stock" });
  expect(await supplierOf(await buy(user.api_key, 10, "DE"))).toEqual({ supplier: "local" });
  const none = await buy(user.api_key, 60, "DE");
  expect([none.status, none.body.error.code, none.body.error.message]).toEqual([
    409,
    "out_of_stock",
    expect.stringContaining("59"),
  ]);
  const renewal = await shop.send("POST", "/proxy/subscriptions/1/renew", {
    key: operator.api_key,
    idempotencyKey: `stock-renew-${++counter}`,
  });
  expect(renewal.status).toBe(200);
});

test("two buyers at once never get the same imported address", async () => {
  const user = await shop.newUser("1000.00");
  await bring(linesOf("198.18.5", 20), "ES");
  const answers = await Promise.all(Array.from({ length: 12 }, () => buy(user.api_key, 2, "ES")));
  const sold = await shop.db.query<{ n: number }>(
    "select count(*) as n from stock where country = 'ES' and subscription_id is not null",
  );
  expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
  expect(sold[0]?.n).toBe(answers.filter(({ status }) => status === 200).length * 2);
});

test("a withdrawn address is not sold; importing it again brings it back with its new password", async () => {
  const user = await shop.newUser();
  await bring("198.18.0.1:8080:old:old-password", "IT");
  const [address] = (await get("/admin/stock?country=IT")).body.items;
  expect(address).toMatchObject({ supplier: "stock", status: "free", has_login: true });
  expect((await withdraw(address.id)).body.status).toBe("withdrawn");
  expect((await withdraw(address.id)).status).toBe(200);
  expect((await get(`/admin/audit?subject=stock&subject_id=${address.id}`)).body.items).toHaveLength(1);
  expect((await buy(user.api_key, 1, "IT")).body.error.code).toBe("out_of_stock");
  expect((await bring("198.18.0.1:8080:new:new-password", "IT")).body).toMatchObject({
    added: 0,
    returned: 1,
  });
  const { body: order } = await buy(user.api_key, 1, "IT");
  expect((await withdraw(address.id)).body.error.code).toBe("invalid_state");
  const { body } = await get(`/proxy/subscriptions/${order.subscription_id}/credentials`, user.api_key);
  expect(body.static_proxies[0]).toMatchObject({ login: "new", password: "new-password" });
});

test("a withdrawn address without a password of its own can be put back", async () => {
  const giveBack = (id: number) => shop.send("POST", `/admin/stock/${id}/return`, { key: operator.api_key });
  const [local] = (await get("/admin/stock?supplier=local&status=free&limit=1")).body.items;
  await withdraw(local.id);
  expect((await giveBack(local.id)).body.status).toBe("free");
  expect((await giveBack(local.id)).status).toBe(200);
  const trail = (await get(`/admin/audit?subject=stock&subject_id=${local.id}`)).body.items;
  expect(trail.map((entry: { action: string }) => entry.action)).toEqual(["stock.return", "stock.withdraw"]);
  await bring("198.18.0.77:8080:user:known-password", "PL");
  const [imported] = (await get("/admin/stock?country=PL")).body.items;
  await withdraw(imported.id);
  expect((await giveBack(imported.id)).body.error.code).toBe("invalid_state");
  expect((await giveBack(999_999)).status).toBe(404);
});

test("a released address whose password a customer knows is not sold to the next one", async () => {
  const reset = await shop.send("POST", "/sandbox/reset", { key: operator.api_key });
  expect(reset.status).toBe(200);
  const { items } = (await get("/admin/stock?supplier=stock&country=IT")).body;
  expect(items[0]).toMatchObject({ status: "withdrawn", subscription_id: null });
  const local = (await get("/admin/stock?supplier=local&status=withdrawn")).body.items;
  expect(local).toEqual([]);
});

test("the list of stock filters and pages, and the summary adds up", async () => {
  const first = (await get("/admin/stock?supplier=local&category=isp&country=United%20States&limit=2")).body;
  const second = (
    await get(`/admin/stock?supplier=local&category=isp&country=US&limit=2&cursor=${first.next_cursor}`)
  ).body;
  const ids = [...first.items, ...second.items].map((item) => item.id);
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => b - a));
  expect((await get("/admin/stock?q=127.9.0.1")).body.items.length).toBeGreaterThan(1);
  expect((await get("/admin/stock?q=%25")).body.items).toEqual([]);
  expect((await get("/admin/stock?status=sold")).body.items).toEqual([]);
  expect((await get("/admin/stock/summary")).body.items).toContainEqual({
    supplier: "local",
    category: "isp",
    country: "US",
    free: 60,
    sold: 0,
    withdrawn: 0,
  });
});

test("stock: 400, 401, 403 and 404 where they belong", async () => {
  const user = await shop.newUser();
  const body = { category: "isp", country_name: "FR", list: "203.0.113.200:80" };
  const statuses = [
    await get("/admin/stock?status=lost"),
    await get("/admin/stock?country=Atlantis"),
    await shop.send("GET", "/admin/stock"),
    await get("/admin/stock", user.api_key),
    await shop.send("GET", "/admin/stock/summary"),
    await get("/admin/stock/summary", user.api_key),
    await shop.send("POST", "/admin/stock", { body }),
    await shop.send("POST", "/admin/stock", { key: user.api_key, body }),
    await bring("203.0.113.200:80", "Atlantis"),
    await shop.send("DELETE", "/admin/stock/1"),
    await withdraw(1, user.api_key),
    await withdraw(999_999),
    await shop.send("DELETE", "/admin/stock/x", { key: operator.api_key }),
    await shop.send("POST", "/admin/stock/x/return", { key: operator.api_key }),
    await shop.send("POST", "/admin/stock/1/return"),
    await shop.send("POST", "/admin/stock/1/return", { key: user.api_key }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([400, 400, 401, 403, 401, 403, 401, 403, 400, 401, 403, 404, 400, 400, 401, 403]);
});
