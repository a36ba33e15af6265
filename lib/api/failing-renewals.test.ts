import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

test("operators list only the subscriptions whose automatic renewal was refused", async () => {
  const operator = await shop.newUser("0.00", "operator");
  const user = await shop.newUser();
  const buy = async (idempotencyKey: string) => {
    const body = { category: "isp", country_name: "US", quantity: 1, auto_renew: true };
    const answer = await shop.send("POST", "/proxy/static", { key: user.api_key, body, idempotencyKey });
    return answer.body.subscription_id as number;
  };
  const failing = await buy("failing-renewal-1");
  await buy("failing-renewal-2");
  await shop.db.query(
    `insert into renewals (subscription_id, user_id, period_end, next_try_at, problem)
     select id, user_id, expires_at, expires_at, 'insufficient' from subscriptions where id = $1`,
    [failing],
  );
  const list = (query: string) =>
    shop.send("GET", `/admin/subscriptions?${query}`, { key: operator.api_key });
  const { body } = await list("renewal=failing");
  expect(body.items).toHaveLength(1);
  expect(body.items[0]).toMatchObject({ id: failing, renewal: { problem: "insufficient" } });
  expect((await list(`user_id=${user.user_id}`)).body.items).toHaveLength(2);
  expect((await list("renewal=fine")).status).toBe(400);
});
