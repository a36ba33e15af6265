import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { moneyTrace } from "@/lib/testing/money-trace";
import { newOwner, type Owner } from "@/lib/testing/objects";
import { freshKey } from "@/lib/testing/payer";
import { type DocumentedRoute, routesOf } from "@/lib/testing/routes";
import { sessionKeyOf } from "@/lib/testing/sessions";

let shop: TestBusiness;
let routes: DocumentedRoute[];
let alice: Owner;
let operator: { api_key: string; user_id: number };
let operatorSession: string;
beforeAll(async () => {
  shop = await createTestBusiness();
  routes = routesOf((await shop.send("GET", "/openapi.json")).body);
  alice = await newOwner(shop);
  operator = await shop.newUser("0.00", "operator");
  operatorSession = await sessionKeyOf(shop, operator.user_id);
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
});

/** A path with ids that fit, so that only the body is wrong. */
const anyPath = (route: DocumentedRoute) =>
  route.path.replace(/\{(\w+)\}/g, (_, name) => (name === "category" ? "isp" : "1"));

test("every column's name as one field too many is refused by every write, at the top and further in", async () => {
  const columns = (
    await shop.db.query<{ name: string }>(
      "select distinct column_name as name from information_schema.columns where table_schema = 'public'",
    )
  ).map(({ name }) => name);
  expect(columns.length).toBeGreaterThan(100);
  const before = await moneyTrace(shop.db);
  const taken: string[] = [];
  const writes = routes.filter((route) => route.operation.requestBody);
  for (const route of writes) {
    const strange = [...columns, "isAdmin", "constructor"].filter((name) => !(name in route.fields));
    for (let at = 0; at < strange.length; at += 20) {
      const names = strange.slice(at, at + 20);
      const extra = Object.fromEntries(names.map((name) => [name, 1]));
      const answer = await shop.send(route.method, anyPath(route), {
        key: route.scope === "admin:*" ? operatorSession : alice.session,
        body: { ...extra, ...Object(route.body) },
        idempotencyKey: freshKey(),
      });
      const refused: string[] = (answer.body.error?.fields ?? [])
        .filter((field: { code: string }) => field.code === "unknown_field")
        .map((field: { path: string }) => field.path);
      taken.push(...names.filter((name) => !refused.includes(name)).map((name) => `${route.name} ${name}`));
    }
  }
  expect(taken).toEqual([]);
  expect(writes.length).toBeGreaterThan(20);
  expect(await moneyTrace(shop.db)).toBe(before);
});

test("inner objects are closed too", async () => {
  const send = (path: string, body: object, key = operator.api_key) => shop.send("POST", path, { key, body });
  const tier = { min_quantity: 1, unit_price_usd: "2.50", category: "mobile" };
  const cap = { amount_usd: "1.00", period: "month", used: "0.00" };
  const answers = [
    await send("/admin/pricing/isp", { tiers: [tier] }),
    await send("/keys", { name: "x", scopes: ["proxy:read"], spend_cap: cap }, alice.session),
  ];
  expect(answers.map(({ body }) => body.error.fields.map((field: { path: string }) => field.path))).toEqual([
    ["tiers.0.category"],
    ["spend_cap.used"],
  ]);
});
