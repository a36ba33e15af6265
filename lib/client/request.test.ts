import { expect, test } from "vitest";
import { buyStatic } from "@/lib/contract/orders";
import { listSubscriptions } from "@/lib/contract/subscriptions";
import { getMe, listTransactions } from "@/lib/contract/users";
import { buildRequest } from "./request";

test("an operator key names its user where the route takes one, and nowhere else", async () => {
  const how = { key: "k", actsFor: 12 };
  expect(new URL(buildRequest(listTransactions, {}, how).url).search).toBe("?user_id=12");
  expect(new URL(buildRequest(listSubscriptions, { query: { user_id: "5" } }, how).url).search).toBe(
    "?user_id=5",
  );
  expect(new URL(buildRequest(getMe, {}, how).url).search).toBe("");
  const bought = await buildRequest(buyStatic, { body: { quantity: 1 } }, how).json();
  expect(bought).toEqual({ user_id: 12, quantity: 1 });
});

test("any other key names nobody", async () => {
  const how = { key: "k", idempotencyKey: "key-12345678" };
  expect(new URL(buildRequest(listTransactions, {}, how).url).search).toBe("");
  const request = buildRequest(buyStatic, { body: { quantity: 1 } }, how);
  expect(request.headers.get("Idempotency-Key")).toBe("key-12345678");
  expect(await request.json()).toEqual({ quantity: 1 });
});
