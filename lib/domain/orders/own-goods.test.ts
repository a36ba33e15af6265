import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { freshKey } from "@/lib/testing/payer";

/** A shop whose supplier's goods are our own, but which may also be asked; `isFaultWaiting` is the sandbox's. */
let shop: TestBusiness;
let isFaultWaiting = false;
beforeAll(async () => {
  shop = await createTestBusiness({ isFaultWaiting: async () => isFaultWaiting });
  Object.assign(shop.supplier, { ownGoods: true });
});
afterEach(() => requireClosedBooks(shop.db));
afterAll(() => shop.close());

const wish = { category: "isp", country_name: "US", quantity: 2 };
const send = (key: string, path: string, body: unknown) =>
  shop.send("POST", path, { key, body, idempotencyKey: freshKey() });
const jobs = () => shop.db.query("select 1 from jobs where kind = 'settle_order'");

test("goods of our own are handed over in the transaction that pays: nobody is asked and no job is left", async () => {
  const user = await shop.newUser("10.00");
  const bought = await send(user.api_key, "/proxy/static", wish);
  expect([bought.status, bought.body.status]).toEqual([200, "ok"]);
  const path = `/proxy/subscriptions/${bought.body.subscription_id}`;
  const before = (await shop.send("GET", path, { key: user.api_key })).body;
  const renewed = await send(user.api_key, `${path}/renew`, {});
  expect(new Date(renewed.body.new_expires_at).getTime() - new Date(before.expires_at).getTime()).toBe(
    30 * 86_400_000,
  );
  const credentials = await shop.send("GET", `${path}/credentials`, { key: user.api_key });
  expect(credentials.body.static_proxies).toHaveLength(2);
  expect(shop.supplier.log).toEqual([]);
  expect(await jobs()).toEqual([]);
  const { body } = await shop.send("GET", "/transactions", { key: user.api_key });
  const rows = body.items.map((item: { type: string; balance_after_usd: string; status: string }) => [
    item.type,
    item.status,
    item.balance_after_usd,
  ]);
  expect(rows.slice(0, 2)).toEqual([
    ["renewal", "completed", "0.00"],
    ["purchase", "completed", "5.00"],
  ]);
  expect((await send(user.api_key, `${path}/renew`, {})).body.error.code).toBe("insufficient");
});

test("a replay tells of a purchase and of a renewal of own goods what the first answer told", async () => {
  const user = await shop.newUser("20.00");
  const sendTwice = async (path: string, body: unknown) => {
    const request = { key: user.api_key, body, idempotencyKey: freshKey() };
    const first = await shop.send("POST", path, request);
    const again = await shop.send("POST", path, request);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    return first.body;
  };
  const { subscription_id: id } = await sendTwice("/proxy/static", wish);
  await sendTwice(`/proxy/subscriptions/${id}/renew`, {});
  const { body } = await shop.send("GET", `/users/${user.user_id}/balance`, { key: user.api_key });
  expect([body.balance_usd, body.held_usd]).toEqual(["10.00", "0.00"]);
});

test("a fault that waits in the sandbox is met: the delivery is asked for, and the money comes back", async () => {
  const user = await shop.newUser("10.00");
  isFaultWaiting = true;
  shop.supplier.faults.push("fail");
  const refused = await send(user.api_key, "/proxy/static", wish);
  isFaultWaiting = false;
  expect([refused.status, refused.body.error.code]).toEqual([502, "provider_failed"]);
  const { body } = await shop.send("GET", `/users/${user.user_id}/balance`, { key: user.api_key });
  expect([body.balance_usd, body.held_usd]).toEqual(["10.00", "0.00"]);
});
