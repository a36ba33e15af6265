import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { openDeposit } from "@/lib/testing/payer";

let shop: TestBusiness;
let operatorKey: string;
beforeAll(async () => {
  shop = await createTestBusiness();
  operatorKey = (await shop.newUser("0.00", "operator")).api_key;
});
afterAll(() => shop.close());

test("a deposit by somebody else and a missing one answer the same but for the request id", async () => {
  const [owner, stranger] = [await shop.newUser("0.00"), await shop.newUser("0.00")];
  const { body } = await openDeposit(shop, owner.api_key);
  const foreign = await shop.send("GET", `/deposits/sandbox/${body.external_id}`, { key: stranger.api_key });
  const missing = await shop.send("GET", "/deposits/sandbox/none", { key: stranger.api_key });
  const strip = (answer: typeof foreign) => ({ ...answer.body.error, request_id: "" });
  expect([foreign.status, strip(foreign)]).toEqual([404, strip(missing)]);
  expect((await shop.send("GET", "/deposits/SANDBOX!/x", { key: owner.api_key })).status).toBe(400);
  expect((await shop.send("GET", `/deposits/sandbox/${body.external_id}`, { key: operatorKey })).status).toBe(
    200,
  );
  expect((await shop.send("GET", "/deposits", { key: stranger.api_key })).body.items).toEqual([]);
  expect(
    (await shop.send("GET", `/deposits?user_id=${owner.user_id}`, { key: stranger.api_key })).status,
  ).toBe(404);
});

test.each(["paypal", "__proto__", "constructor"])("%s is no provider", async (provider) => {
  const user = await shop.newUser();
  const answer = await shop.send("POST", "/deposits", {
    key: user.api_key,
    idempotencyKey: `no-provider-${provider}`,
    body: { provider, amount_usd: "5.00" },
  });
  expect([answer.status, answer.body.error.fields[0].code]).toEqual([400, "unknown_provider"]);
});

test("only configured providers are offered, with their fees", async () => {
  const user = await shop.newUser("0.00");
  const { body } = await shop.send("GET", "/deposits/providers", { key: user.api_key });
  expect(body.items.map((item: { provider: string }) => item.provider)).toEqual([
    "fake",
    "sandbox",
    "manual",
  ]);
  expect(body.items[0]).toMatchObject({ fee_percent: "2.50", fee_fixed_usd: "0.30", by_hand: false });
  expect(body.items[2]).toMatchObject({ min_usd: "1.00", max_usd: "1000.00", by_hand: true });
  expect((await shop.send("GET", "/deposits/providers")).status).toBe(401);
});
