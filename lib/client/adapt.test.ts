import { expect, test } from "vitest";
import { getCatalog, getQuote } from "@/lib/contract/catalog";
import { getDeposit, getReferrals, listProviders } from "@/lib/contract/deposits";
import { buyStatic } from "@/lib/contract/orders";
import { listRenewals } from "@/lib/contract/renewals";
import type { RouteDefinition } from "@/lib/contract/route";
import { getCredentials, getSubscription, listSubscriptions } from "@/lib/contract/subscriptions";
import { getBalance, getMe, getReceipt, listTransactions } from "@/lib/contract/users";
import { adaptAnswer } from "./adapt";

const adapt = (route: RouteDefinition, body: unknown, status = 200) => adaptAnswer(route, status, body);

test("a deployment with only the published fields fills our pages", () => {
  const quote = { category: "isp", quantity: 5, unit: "IP", price_usd: "12.50", available: true, extra: 1 };
  expect(adapt(getQuote, quote)).toEqual({ ...quote, unit_price_usd: "2.50", next_tier: null });
  expect(adapt(getBalance, { user_id: 3, balance_usd: "1.00" })).toMatchObject({ held_usd: "0.00" });
  expect(adapt(getDeposit, { external_id: "X1", amount_usd: "5.00", status: "pending" })).toMatchObject({
    payable_usd: "5.00",
    received_usd: null,
    is_late: false,
  });
  expect(adapt(getDeposit, { external_id: "X1", status: "PAID" })).toMatchObject({ status: "completed" });
  expect(adapt(getReferrals, { code: "abc" })).toMatchObject({ earned_usd: "0.00" });
  expect(adapt(getMe, { principal: { role: "operator" }, user: null })).toMatchObject({
    principal: { role: "operator", scopes: [], user_id: null },
    user: null,
  });
});

test("items, data, a bare array and any other name of a list are lists", () => {
  const lists = [
    [{ id: 9 }],
    { items: [{ id: 9 }] },
    { data: [{ id: 9 }], total: 1 },
    { subscriptions: [{ id: 9 }], page: { next: 2 } },
    { data: { items: [{ id: 9 }] } },
  ];
  for (const body of lists)
    expect(adapt(listSubscriptions, body), JSON.stringify(body)).toMatchObject({
      items: [{ id: 9, status: "active", kind: "static", label: null }],
      next_cursor: null,
    });
  expect(adapt(listSubscriptions, { data: [], next: "b2" })).toMatchObject({ items: [], next_cursor: "b2" });
  const isp = { category: "isp", label: "ISP", sample_price_usd: "2.50" };
  for (const body of [[isp], { data: [isp] }, { categories: [isp, { category: "ipv6" }, null] }])
    expect(adapt(getCatalog, body)).toMatchObject({
      categories: [{ ...isp, unit: "IP", kind: "static", live: true }],
    });
});

test("a card inside of another object is found; a category without a word of ours lends the label", () => {
  expect(adapt(getSubscription, { data: { id: 9, country: "DE" } })).toMatchObject({ id: 9, country: "DE" });
  expect(adapt(getSubscription, { id: 9, category: "ipv6" })).toMatchObject({
    category: "isp",
    label: "ipv6",
  });
  expect(adapt(getSubscription, { id: 9, kind: "rotating" })).toMatchObject({
    category: "residential",
    unit: "GB",
    label: "rotating",
    renewal_price_usd: null,
  });
});

test("values of another kind do not reach a page", () => {
  const card = adapt(getSubscription, {
    id: "9",
    status: "CANCELLED",
    price_usd: 12.5,
    quantity: "5",
    expires_at: "soon",
    created_at: 7,
    traffic: "none",
    renewal: null,
    label: { text: "x" },
  });
  expect(card).toMatchObject({
    id: 9,
    status: "active",
    price_usd: "12.50",
    renewal_price_usd: "12.50",
    quantity: 5,
    expires_at: null,
    label: null,
  });
  expect(card).not.toHaveProperty("traffic");
  expect(card).not.toHaveProperty("renewal");
  expect(adapt(getSubscription, { id: 9, status: "over", expires_at: "2020-01-01" })).toMatchObject({
    status: "expired",
  });
  expect(adapt(getSubscription, { price_usd: "2.50", renewal_price_usd: null })).toMatchObject({
    renewal_price_usd: null,
  });
});

test("nothing at all, in any form, still has every field that a page reads", () => {
  const routes = [getMe, getBalance, listTransactions, getReferrals, getCatalog, getQuote, listSubscriptions];
  const more = [
    getSubscription,
    getCredentials,
    getDeposit,
    listProviders,
    listRenewals,
    getReceipt,
    buyStatic,
  ];
  for (const route of [...routes, ...more]) {
    const [schema] = Object.values<{ shape?: object; options?: { shape: object }[] }>(Object(route.answers));
    const optional = (name: string) =>
      /^(tiers|countries|traffic|renewal|debt_usd|deposit|order.*|.*tion_id)$/.test(name);
    const names = Object.keys(schema?.shape ?? schema?.options?.[0]?.shape ?? {}).filter(
      (name) => !optional(name),
    );
    for (const body of [null, [], {}, "no", 7, { items: null }])
      expect(Object.keys(Object(adapt(route, body))), `${route.path} ${JSON.stringify(body)}`).toEqual(
        expect.arrayContaining(names),
      );
  }
});

test("credentials are read whichever kind they are, and the progress of a purchase from its status", () => {
  expect(adapt(getCredentials, { upstream_login: "u", upstream_endpoint: "gw:1" })).toMatchObject({
    kind: "rotating",
    upstream_password: "",
  });
  expect(
    adapt(getCredentials, { kind: "static", static_proxies: [{ ip: "192.0.2.1", port_http: "80" }] }),
  ).toMatchObject({
    static_proxies: [{ port_http: 80, password: "" }],
  });
  expect(adapt(buyStatic, { subscription_id: 9 })).toMatchObject({ status: "ok", subscription_id: 9 });
  expect(adapt(buyStatic, { subscription_id: 9 }, 202)).toMatchObject({ status: "provisioning" });
});
