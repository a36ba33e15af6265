import { expect, test } from "vitest";
import { getQuote } from "@/lib/contract/catalog";
import { buyStatic } from "@/lib/contract/orders";
import { listSubscriptions, renewSubscription, setLabel } from "@/lib/contract/subscriptions";
import { plainInput } from "./plain";

test("what we added to the published requests falls away, and what is published stays", () => {
  const wish = { category: "isp", country_name: "US", quantity: 5, auto_renew: false };
  expect(plainInput(buyStatic, { body: { ...wish, max_price_usd: "12.50" } })).toEqual({ body: wish });
  expect(plainInput(getQuote, { body: { category: "isp", quantity: 5, country_name: "US" } })).toEqual({
    body: { category: "isp", quantity: 5 },
  });
  const renewal = { params: { id: "9" }, body: { max_price_usd: "2.50" } };
  expect(plainInput(renewSubscription, renewal)).toEqual({ params: { id: "9" }, body: {} });
  expect(plainInput(listSubscriptions, { query: { user_id: "7", limit: "100", status: "active" } })).toEqual({
    query: { user_id: "7" },
  });
});

test("a request that has nothing of ours is not sent a second time", () => {
  expect(plainInput(buyStatic, { body: { category: "isp", country_name: "US", quantity: 5 } })).toBeNull();
  expect(plainInput(listSubscriptions, { query: { user_id: "7" } })).toBeNull();
  expect(plainInput(listSubscriptions, {})).toBeNull();
  expect(plainInput(setLabel, { params: { id: "9" }, body: { label: "x" } })).toBeNull();
});
