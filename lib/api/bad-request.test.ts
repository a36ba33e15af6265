import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(() => shop.close());

const wish = { category: "isp", country_name: "United States", quantity: 5 };

test.each<[string, unknown, object[]]>([
  ["above the limit", { ...wish, quantity: 501 }, [["quantity", "too_big", "At most 500."]]],
  ["no number", { ...wish, quantity: "5" }, [["quantity", "invalid_type", "A whole number from 1 to 500."]]],
  ["half an IP", { ...wish, quantity: 1.5 }, [["quantity", "invalid_type", "A whole number from 1 to 500."]]],
  [
    "nothing at all",
    {},
    [
      ["category", "invalid_value", "Missing."],
      ["country_name", "invalid_type", "Missing."],
      ["quantity", "invalid_type", "Missing."],
    ],
  ],
  [
    "a field too much",
    { ...wish, price: "0.01" },
    [
      [
        "price",
        "unknown_field",
        "There is no such field. Known: category, country_name, quantity, auto_renew, user_id, max_price_usd.",
      ],
    ],
  ],
  [
    "money as a number",
    { ...wish, max_price_usd: 12.5 },
    [["max_price_usd", "invalid_type", 'Money is a decimal string with two digits, such as "12.50".']],
  ],
  ["no object", [], [["", "invalid_type", "A JSON object."]]],
])("a wrong purchase says what is expected: %s", async (_, body, fields) => {
  const user = await shop.newUser();
  const answer = await shop.send("POST", "/proxy/static", {
    key: user.api_key,
    body,
    idempotencyKey: "bad-request-1",
  });
  expect(answer.status).toBe(400);
  const told: { path: string; code: string; message: string }[] = answer.body.error.fields;
  expect(told.map(({ path, code, message }) => [path, code, message])).toEqual(fields);
});

test("a secret in the wrong field does not come back", async () => {
  const { api_key: key } = await shop.newUser();
  const query = new URLSearchParams({ status: key, limit: key });
  const inQuery = await shop.send("GET", `/proxy/subscriptions?${query}`, { key });
  const inBody = await shop.send("POST", "/proxy/quote", { key, body: { category: key, quantity: key } });
  expect([inQuery.status, inBody.status]).toEqual([400, 400]);
  expect(JSON.stringify([inQuery.body, inBody.body])).not.toContain(key);
});
