import { expect, test } from "vitest";
import { getQuote } from "@/lib/contract/catalog";
import { buyStatic } from "@/lib/contract/orders";
import {
  listSubscriptions,
  renewSubscription,
  rotateCredentials,
  setAutoRenew,
  setLabel,
} from "@/lib/contract/subscriptions";
import { isAddedAct, narrow, plainInput } from "./plain";

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

test("a list is narrowed to what was asked for, whatever the deployment filters", () => {
  const page = {
    items: [{ id: 1, type: "referral" }, { id: 2, type: "deposit" }, { id: 3 }],
    next_cursor: "b",
  };
  expect(narrow(page, { type: "referral", limit: "25", cursor: "a" })).toEqual({
    items: [{ id: 1, type: "referral" }],
    next_cursor: "b",
  });
  expect(narrow(page, { status: undefined })).toEqual(page);
  expect(narrow(page)).toEqual(page);
  expect(narrow({ balance_usd: "1.00" }, { status: "active" })).toEqual({ balance_usd: "1.00" });
});

test("an act that we added may be lacking; published ones and reads are what they are", () => {
  expect([setLabel, rotateCredentials].map(isAddedAct)).toEqual([true, true]);
  expect([buyStatic, renewSubscription, setAutoRenew, getQuote, listSubscriptions].map(isAddedAct)).toEqual(
    Array(5).fill(false),
  );
});
