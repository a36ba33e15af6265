import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { signedInUser } from "@/lib/testing/sessions";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
});

const change = (key: string, id: number, body: unknown) => shop.send("PATCH", `/keys/${id}`, { key, body });
const me = async (key: string) => {
  const { status, body } = await shop.send("GET", "/users/me", { key });
  return body.error?.code ?? status;
};
let counter = 0;
const buy = async (key: string, quantity = 1) => {
  const body = { category: "isp", country_name: "US", quantity };
  const answer = await shop.send("POST", "/proxy/static", {
    key,
    body,
    idempotencyKey: `change-${++counter}`,
  });
  return answer.body.error?.code ?? answer.status;
};

async function keyOf(more: object = {}) {
  const user = await signedInUser(shop);
  const body = { name: "Billing server", scopes: ["proxy:read", "proxy:buy"], ...more };
  const made = await shop.send("POST", "/keys", { key: user.session, body });
  expect(made.status).toBe(201);
  return { ...user, id: Number(made.body.id), key: String(made.body.api_key) };
}

test("what is named changes from the next request on, the rest stays, and the trail has before and after", async () => {
  const { session, id, key } = await keyOf({ allowed_ips: ["203.0.113.0/24"] });
  expect(await me(key)).toBe("ip_not_allowed");
  const opened = await change(session, id, { name: "  Till  ", allowed_ips: [] });
  expect(opened.status).toBe(200);
  expect(opened.body).toMatchObject({ name: "Till", allowed_ips: [], scopes: ["proxy:read", "proxy:buy"] });
  expect(await me(key)).toBe(200);
  expect((await change(session, id, { expires_at: "2099-01-01T00:00:00+02:00" })).body).toMatchObject({
    name: "Till",
    expires_at: "2098-12-31T22:00:00.000Z",
  });
  expect((await change(session, id, { expires_at: null })).body.expires_at).toBeNull();
  const rows = await shop.db.query<{ facts: { before: { name: string }; after: { name: string } } }>(
    "select facts from audit where subject = 'key' and subject_id = $1 and action = 'key.change' order by id limit 1",
    [id],
  );
  expect(rows).toMatchObject([{ facts: { before: { name: "Billing server" }, after: { name: "Till" } } }]);
});

test("scopes can be taken away and never given, not even back", async () => {
  const { session, id, key } = await keyOf();
  const wider = await change(session, id, { scopes: ["proxy:read", "proxy:write"] });
  expect([wider.status, wider.body.error.fields[0]]).toMatchObject([400, { path: "scopes", code: "wider" }]);
  expect((await change(session, id, { scopes: ["proxy:read"] })).body.scopes).toEqual(["proxy:read"]);
  expect(await buy(key)).toBe("forbidden_scope");
  expect((await change(session, id, { scopes: ["proxy:read", "proxy:buy"] })).status).toBe(400);
});

test("a cap is set, raised and taken away; what was spent under it goes on counting", async () => {
  const { session, id, key } = await keyOf();
  expect(await buy(key, 4)).toBe(200);
  await change(session, id, { spend_cap: { amount_usd: "5.00", period: "total" } });
  expect([await buy(key, 2), await buy(key)]).toEqual([200, "spend_cap_exceeded"]);
  await change(session, id, { spend_cap: { amount_usd: "7.50", period: "total" } });
  expect([await buy(key), await buy(key)]).toEqual([200, "spend_cap_exceeded"]);
  expect((await change(session, id, { spend_cap: null })).body.spend_cap).toBeNull();
  expect(await buy(key)).toBe(200);
  await change(session, id, { spend_cap: { amount_usd: "7.50", period: "month" } });
  expect(await buy(key)).toBe("spend_cap_exceeded");
});

test("a refund gives a cap no room back: it bounds what a key sets going", async () => {
  const { key } = await keyOf({ spend_cap: { amount_usd: "5.00", period: "total" } });
  const body = { category: "isp", country_name: "US", quantity: 2 };
  const bought = await shop.send("POST", "/proxy/static", { key, body, idempotencyKey: "cap-and-refund" });
  const operator = await shop.newUser("0.00", "operator");
  const refunded = await shop.send("POST", `/admin/subscriptions/${bought.body.subscription_id}/refund`, {
    key: operator.api_key,
    body: { portion: "full", reason: "Did not work" },
    idempotencyKey: "cap-and-refund-2",
  });
  expect([refunded.status, refunded.body.refunded_usd]).toEqual([200, "5.00"]);
  expect(await buy(key)).toBe("spend_cap_exceeded");
});

test("nothing to change, an end in the past, a wrong network and unknown fields are refused", async () => {
  const { session, id } = await keyOf();
  for (const [body, path] of [
    [{}, ""],
    [{ expires_at: "2020-01-01T00:00:00Z" }, "expires_at"],
    [{ allowed_ips: ["nowhere"] }, "allowed_ips.0"],
    [{ scopes: [] }, "scopes"],
    [{ name: " " }, "name"],
    [{ spend_cap: { amount_usd: "0", period: "month" } }, "spend_cap.amount_usd"],
    [{ hash: "x" }, "hash"],
  ] as const) {
    const answer = await change(session, id, body);
    expect([answer.status, answer.body.error.fields[0].path], path).toEqual([400, path]);
  }
});

test("only a key in use can be changed: no sign-in's, no replaced one, no revoked one", async () => {
  const { session, id } = await keyOf();
  const [own] = (await shop.send("GET", "/keys?kind=session", { key: session })).body.items;
  expect((await change(session, own.id, { name: "Mine" })).body.error.code).toBe("invalid_state");
  await shop.send("POST", `/keys/${id}/rotate`, { key: session, body: { overlap: "1h" } });
  expect((await change(session, id, { name: "Old" })).body.error.code).toBe("invalid_state");
  await shop.send("DELETE", `/keys/${id}`, { key: session });
  const revoked = await change(session, id, { name: "Gone" });
  expect([revoked.status, revoked.body.error.code]).toEqual([409, "invalid_state"]);
});

test("an operator changes anyone's key; an operator key keeps every scope and has no cap; an API key changes none", async () => {
  const operator = await signedInUser(shop, "operator");
  const { id, key } = await keyOf();
  expect((await change(operator.session, id, { name: "By us" })).body.name).toBe("By us");
  expect((await change(key, id, { name: "Mine" })).body.error.code).toBe("forbidden_scope");
  const scopes = ["proxy:read", "proxy:write", "proxy:buy", "deposits:write", "admin:*"];
  const body = { name: "Back office", scopes };
  const own = await shop.send("POST", "/keys", { key: operator.session, body });
  for (const [wish, path] of [
    [{ scopes: ["admin:*"] }, "scopes"],
    [{ spend_cap: { amount_usd: "5.00", period: "month" } }, "spend_cap"],
  ] as const)
    expect((await change(operator.session, own.body.id, wish)).body.error.fields[0].path).toBe(path);
  expect((await change(operator.session, own.body.id, { name: "Till", scopes })).status).toBe(200);
});
