import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DEMO_CATEGORIES } from "@/lib/domain/catalog/demo";
import type { Newcomer } from "@/lib/domain/users/create";
import { insertCategories } from "@/lib/store/catalog";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";

let shop: TestBusiness;
let operator: Newcomer;
beforeAll(async () => {
  shop = await createTestBusiness();
  operator = await shop.newUser("0.00", "operator");
});
afterEach(() => requireClosedBooks(shop.db));
afterAll(() => shop.close());

const set = (body: unknown, path = "/admin/pricing/isp", key = operator.api_key) =>
  shop.send("POST", path, { key, body });
const pricesOf = async (category: string) =>
  (await shop.send("GET", "/admin/pricing", { key: operator.api_key })).body.items.find(
    (item: { category: string }) => item.category === category,
  );
let counter = 0;
const buy = (key: string, quantity: number, max_price_usd: string, category = "isp") =>
  shop.send("POST", "/proxy/static", {
    key,
    body: { category, country_name: "US", quantity, max_price_usd },
    idempotencyKey: `pricing-test-${++counter}`,
  });

test("a dry run tells prices before and after, and changes nothing", async () => {
  const before = await pricesOf("isp");
  const tiers = [
    { min_quantity: 1, unit_price_usd: "3.00" },
    { min_quantity: 10, unit_price_usd: "2.333333" },
  ];
  const { status, body } = await set(
    { tiers, preview_quantities: [5, 1, 12, 5] },
    "/admin/pricing/isp?dry_run=true",
  );
  expect([status, body.dry_run]).toEqual([200, true]);
  expect(body.preview).toEqual([
    { quantity: 1, before_usd: "2.50", after_usd: "3.00" },
    { quantity: 5, before_usd: "12.50", after_usd: "15.00" },
    { quantity: 12, before_usd: "27.60", after_usd: "28.00" },
  ]);
  expect(body.pricing.tiers).toEqual(tiers);
  expect(await pricesOf("isp")).toEqual(before);
});

test("a price change during a checkout ends in price_changed, and nothing is charged", async () => {
  const user = await shop.newUser();
  const quote = await shop.send("POST", "/proxy/quote", {
    key: user.api_key,
    body: { category: "isp", quantity: 5 },
  });
  const change = await set({ tiers: [{ min_quantity: 1, unit_price_usd: "2.75" }] });
  expect(change.body.pricing.tiers).toEqual([{ min_quantity: 1, unit_price_usd: "2.75" }]);
  const refused = await buy(user.api_key, 5, quote.body.price_usd);
  expect([refused.status, refused.body.error.code, refused.body.error.price_usd]).toEqual([
    409,
    "price_changed",
    "13.75",
  ]);
  const { body: me } = await shop.send("GET", "/users/me", { key: user.api_key });
  expect(me.user.balance_usd).toBe("100.00");
  expect((await buy(user.api_key, 5, "13.75")).body.price_usd).toBe("13.75");
  const audit = await shop.send("GET", "/admin/audit?action=pricing.change", { key: operator.api_key });
  expect(audit.body.items[0].facts.after.tiers[0].unit_price).toBe("2.75");
});

test("purchases beside changing prices each pay one price list or the other, never a mix", async () => {
  const user = await shop.newUser("1000.00");
  const lists = [
    [{ min_quantity: 1, unit_price_usd: "2.00" }],
    [
      { min_quantity: 1, unit_price_usd: "5.00" },
      { min_quantity: 2, unit_price_usd: "4.00" },
    ],
  ];
  await set({ tiers: lists[0] });
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, n) =>
      n % 3 === 0 ? set({ tiers: lists[n % 2] }) : buy(user.api_key, 2, "99.00"),
    ),
  );
  const prices = answers
    .filter((_, n) => n % 3)
    .map(({ status, body }) => [status, body.price_usd].join(" "));
  expect(prices.filter((price) => !["200 4.00", "200 8.00"].includes(price))).toEqual([]);
});

test("a category that is switched off is not sold, and one that is switched on is", async () => {
  const user = await shop.newUser();
  expect((await set({ live: false }, "/admin/pricing/datacenter")).body.pricing.live).toBe(false);
  expect((await buy(user.api_key, 1, "9.00", "datacenter")).body.error.code).toBe("out_of_stock");
  await set({ live: true }, "/admin/pricing/datacenter");
  expect((await buy(user.api_key, 1, "9.00", "datacenter")).status).toBe(200);
});

test("a restart brings no tier back that an operator took away", async () => {
  await set({ tiers: [{ min_quantity: 1, unit_price_usd: "2.00" }] });
  const before = await pricesOf("isp");
  await insertCategories(shop.db, DEMO_CATEGORIES);
  expect(await pricesOf("isp")).toEqual(before);
});

test.each([
  ["nothing to change", {}],
  ["no tiers", { tiers: [] }],
  ["a first tier that starts at 2", { tiers: [{ min_quantity: 2, unit_price_usd: "1.00" }] }],
  [
    "tiers that don't ascend",
    {
      tiers: [
        { min_quantity: 1, unit_price_usd: "1.00" },
        { min_quantity: 1, unit_price_usd: "0.90" },
      ],
    },
  ],
  ["a free unit", { tiers: [{ min_quantity: 1, unit_price_usd: "0.00" }] }],
  ["an order below a cent", { tiers: [{ min_quantity: 1, unit_price_usd: "0.004" }] }],
  ["seven digits", { tiers: [{ min_quantity: 1, unit_price_usd: "1.0000001" }] }],
  ["a negative price", { tiers: [{ min_quantity: 1, unit_price_usd: "-1.00" }] }],
  ["a price as a number", { tiers: [{ min_quantity: 1, unit_price_usd: 1 }] }],
  ["an unknown field", { live: true, price: "1.00" }],
])("%s is a bad request and changes nothing", async (_name, body) => {
  const before = await pricesOf("isp");
  expect((await set(body)).status).toBe(400);
  expect(await pricesOf("isp")).toEqual(before);
});

test("prices: 401 without a key, 403 for a customer, 400 for no category of ours", async () => {
  const user = await shop.newUser();
  const statuses = [
    await shop.send("GET", "/admin/pricing"),
    await shop.send("GET", "/admin/pricing", { key: user.api_key }),
    await shop.send("POST", "/admin/pricing/isp", { body: { live: true } }),
    await set({ live: true }, "/admin/pricing/isp", user.api_key),
    await set({ live: true }, "/admin/pricing/gold"),
  ].map(({ status }) => status);
  expect(statuses).toEqual([401, 403, 401, 403, 400]);
  await shop.db.query("delete from price_tiers where category = 'mobile'");
  await shop.db.query("delete from categories where category = 'mobile'");
  expect((await set({ live: true }, "/admin/pricing/mobile")).status).toBe(404);
});
