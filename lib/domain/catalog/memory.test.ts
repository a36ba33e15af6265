import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/lib/store/db";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { createCatalogMemory } from "./memory";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

const priceOf = async (key: string, quantity = 1) =>
  (await shop.send("POST", "/proxy/quote", { key, body: { category: "isp", quantity, country_name: "US" } }))
    .body;

test("a changed price shows on the very next request, in the quote, the catalog and on the card", async () => {
  const { api_key: key } = await shop.newUser();
  const order = await shop.send("POST", "/proxy/static", {
    key,
    body: { category: "isp", country_name: "US", quantity: 1 },
    idempotencyKey: "memory-test",
  });
  expect((await priceOf(key)).price_usd).toBe("2.50");
  for (const price of ["3.00", "2.75", "2.50"]) {
    await shop.db.query(
      "update price_tiers set unit_price = $1::numeric where category = 'isp' and min_quantity = 1",
      [price],
    );
    const catalog = await shop.send("GET", "/proxy/catalog", { key });
    const card = await shop.send("GET", `/proxy/subscriptions/${order.body.subscription_id}`, { key });
    expect([
      (await priceOf(key)).price_usd,
      catalog.body.categories[0].sample_price_usd,
      card.body.renewal_price_usd,
    ]).toEqual([price, price, price]);
  }
});

test("a quote that comes close to what is left counts exactly", async () => {
  const { api_key: key } = await shop.newUser("1000.00");
  const left = (await shop.send("GET", "/proxy/catalog", { key })).body.categories[0].countries.find(
    ({ code }: { code: string }) => code === "US",
  ).available;
  expect((await priceOf(key, left)).available).toBe(true);
  await shop.send("POST", "/proxy/static", {
    key,
    body: { category: "isp", country_name: "US", quantity: 1 },
    idempotencyKey: "close-to-it",
  });
  expect((await priceOf(key, left)).available).toBe(false);
  expect((await priceOf(key, left - 1)).available).toBe(true);
});

test("what is remembered is read once for many, until its count is old or the version is newer", async () => {
  let now = 0;
  const memory = createCatalogMemory(shop.db, () => now++);
  const first = await memory.offer(1);
  const many = await Promise.all(Array.from({ length: 5 }, () => memory.offer(first.version)));
  expect(new Set([first, ...many]).size).toBe(1);
  now += 5_000;
  const second = await memory.offer(first.version);
  expect(second).not.toBe(first);
  await shop.db.query("update categories set label = label");
  expect((await memory.offer(second.version + 1)).version).toBe(second.version + 1);
});

test("a purchase notifies nobody, so that commits share the disk; a renewal tells the gateway", async () => {
  const { api_key: key } = await shop.newUser();
  const heard: string[] = [];
  const stop = await shop.db.listen(["access", "jobs"], (channel, payload) =>
    heard.push(`${channel} ${payload}`),
  );
  const send = (path: string, idempotencyKey: string, body?: object) =>
    shop.send("POST", path, { key, idempotencyKey, ...(body ? { body } : {}) });
  const { body } = await send("/proxy/static", "quiet-order", {
    category: "isp",
    country_name: "DE",
    quantity: 1,
  });
  await send(`/proxy/subscriptions/${body.subscription_id}/renew`, "loud-renewal");
  await expect.poll(() => heard).toContain(`access ${body.subscription_id}`);
  await stop();
  expect(heard).toEqual([`access ${body.subscription_id}`]);
});

test("inside a transaction the catalog needs no other connection", async () => {
  const narrow = openDatabase(shop.databaseUrl, 1);
  try {
    const memory = createCatalogMemory(narrow);
    const offer = await narrow.transact((tx) => memory.within(tx).offer(undefined));
    expect(offer.categories).toHaveLength(4);
  } finally {
    await narrow.close();
  }
});
