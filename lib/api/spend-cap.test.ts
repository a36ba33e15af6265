import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { signedInUser } from "@/lib/testing/sessions";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterEach(async () => {
  shop.clock.offsetMs = 0;
  await requireClosedBooks(shop.db);
});
afterAll(() => shop.close());

let counter = 0;
const buy = async (
  key: string,
  quantity = 5,
  path = "/proxy/static",
  idempotencyKey = `cap-test-${++counter}`,
) => {
  const wish = { category: "isp", country_name: "US", quantity };
  const { status, body } = await shop.send("POST", path, { key, body: wish, idempotencyKey });
  return body.problem ?? body.error?.code ?? status;
};
async function capped(amount_usd: string, period = "total") {
  const user = await signedInUser(shop);
  const body = { name: "Capped", scopes: ["proxy:read", "proxy:buy"], spend_cap: { amount_usd, period } };
  const answer = await shop.send("POST", "/keys", { key: user.session, body });
  expect(answer.body.spend_cap).toEqual(body.spend_cap);
  return { ...user, id: Number(answer.body.id), capped: String(answer.body.api_key) };
}

test("a key spends up to its cap and not a cent more; another key of the user goes on, and nothing is charged", async () => {
  const user = await capped("25.00");
  expect([await buy(user.capped), await buy(user.capped, 1, "/proxy/static?dry_run=true")]).toEqual([
    200, 200,
  ]);
  expect([await buy(user.capped), await buy(user.capped, 1)]).toEqual([200, "spend_cap_exceeded"]);
  expect(await buy(user.capped, 1, "/proxy/static?dry_run=true")).toBe("spend_cap_exceeded");
  const refused = await shop.send("POST", "/proxy/static", {
    key: user.capped,
    body: { category: "isp", country_name: "US", quantity: 1 },
    idempotencyKey: "cap-test-words",
  });
  expect(refused.body.error).toMatchObject({ charged: false, price_usd: "2.50" });
  const { body } = await shop.send("GET", "/users/me", { key: user.api_key });
  expect([refused.status, body.user.balance_usd, await buy(user.api_key, 1)]).toEqual([403, "75.00", 200]);
});

test("ten orders at once share one cap", async () => {
  const user = await capped("10.00");
  const answers = await Promise.all(Array.from({ length: 10 }, () => buy(user.capped, 1)));
  expect(answers.filter((answer) => answer === 200)).toHaveLength(4);
  expect(answers.filter((answer) => answer === "spend_cap_exceeded")).toHaveLength(6);
});

test("a replay is served above the cap, and an order that failed gives its part back", async () => {
  const user = await capped("12.50");
  shop.supplier.faults.push("fail");
  expect(await buy(user.capped)).toBe("provider_failed");
  expect(await buy(user.capped, 5, "/proxy/static", "cap-test-kept")).toBe(200);
  expect(await buy(user.capped, 5, "/proxy/static", "cap-test-kept")).toBe(200);
  expect(await buy(user.capped, 1)).toBe("spend_cap_exceeded");
});

test("a rotated key goes on where the old one was, and so does the old one during the overlap", async () => {
  const user = await capped("15.00");
  expect(await buy(user.capped)).toBe(200);
  const { body } = await shop.send("POST", `/keys/${user.id}/rotate`, {
    key: user.session,
    body: { overlap: "1h" },
  });
  expect([await buy(body.api_key, 1), await buy(user.capped, 1)]).toEqual([200, "spend_cap_exceeded"]);
  expect(await buy(body.api_key, 1)).toBe("spend_cap_exceeded");
  const { items } = (await shop.send("GET", "/keys", { key: user.session })).body;
  const spent = items.map((card: { spend_cap: object | null; spent_usd?: string }) => card.spent_usd);
  expect(spent.filter((usd: string | undefined) => usd !== undefined)).toEqual(["15.00", "15.00"]);
});

test("a monthly cap starts afresh with the month", async () => {
  const user = await capped("12.50", "month");
  expect([await buy(user.capped), await buy(user.capped, 1)]).toEqual([200, "spend_cap_exceeded"]);
  shop.clock.offsetMs = 31 * 86_400_000;
  expect([await buy(user.capped, 1), await buy(user.capped)]).toEqual([200, "spend_cap_exceeded"]);
});

test("an operator key has no cap, and a cap is money", async () => {
  const operator = await signedInUser(shop, "operator");
  const all = ["proxy:read", "proxy:write", "proxy:buy", "deposits:write", "admin:*"];
  for (const amount_usd of ["5.00", "5", "-1.00"]) {
    const body = { name: "k", scopes: all, spend_cap: { amount_usd, period: "total" } };
    const answer = await shop.send("POST", "/keys", { key: operator.session, body });
    expect([answer.status, answer.body.error.fields[0].path]).toEqual([
      400,
      amount_usd === "5.00" ? "spend_cap" : "spend_cap.amount_usd",
    ]);
  }
});

test("a capped key does not switch auto-renew on, whose charges no cap bounds; off it may", async () => {
  const user = await signedInUser(shop);
  const body = {
    name: "Capped",
    scopes: ["proxy:read", "proxy:write", "proxy:buy"],
    spend_cap: { amount_usd: "25.00", period: "total" },
  };
  const { api_key: key } = (await shop.send("POST", "/keys", { key: user.session, body })).body;
  const wish = { category: "isp", country_name: "US", quantity: 1 };
  const bought = await shop.send("POST", "/proxy/static", { key, body: wish, idempotencyKey: "capped-once" });
  const id = bought.body.subscription_id;
  const tries = [
    await shop.send("POST", "/proxy/static", {
      key,
      body: { ...wish, auto_renew: true },
      idempotencyKey: "capped-and-on",
    }),
    await shop.send("POST", `/proxy/subscriptions/${id}/auto-renew`, { key, body: { auto_renew: true } }),
    await shop.send("POST", "/proxy/subscriptions/auto-renew:bulk", {
      key,
      body: { ids: [id], auto_renew: true },
    }),
  ];
  expect(tries.map(({ status }) => status)).toEqual([403, 403, 200]);
  expect(tries[0]?.body.error).toMatchObject({ code: "spend_cap_exceeded", charged: false });
  expect(tries[1]?.body.error.code).toBe("spend_cap_exceeded");
  expect(tries[2]?.body.items).toMatchObject([{ status: "failed", error: { code: "spend_cap_exceeded" } }]);
  const set = (auto_renew: boolean, by: string) =>
    shop.send("POST", `/proxy/subscriptions/${id}/auto-renew`, { key: by, body: { auto_renew } });
  expect((await set(true, user.api_key)).body.auto_renew).toBe(true);
  expect((await set(false, key)).body.auto_renew).toBe(false);
});
