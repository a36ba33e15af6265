import { afterAll, beforeAll, expect, test } from "vitest";
import { SCOPES, type Scope } from "@/lib/contract/route";
import { type Answer, createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { newOwner, type Owner } from "@/lib/testing/objects";
import { type DocumentedRoute, routesOf, SESSION_ONLY } from "@/lib/testing/routes";
import { sessionKeyOf } from "@/lib/testing/sessions";

const OPEN = ["get /healthz", "get /openapi.json", "get /readyz"];

let shop: TestBusiness;
let routes: DocumentedRoute[];
let owner: Owner;
beforeAll(async () => {
  shop = await createTestBusiness();
  routes = routesOf((await shop.send("GET", "/openapi.json")).body);
  owner = await newOwner(shop);
});
afterAll(() => shop.close());

/** A request without a body or an idempotency key: past the check of scopes, nothing comes of it. */
async function knock(route: DocumentedRoute, key: string): Promise<string> {
  const path = route.path.replaceAll(/\{\w+\}/g, "888888");
  const { status, body }: Answer = await shop.send(route.method, path, { key });
  return body.error?.code ?? `${status}`;
}

/** Both keys of the owner with just these scopes, as if they had been made so. */
async function giveScopes(scopes: readonly Scope[]): Promise<void> {
  await shop.db.query("update api_keys set scopes = $2 where user_id = $1", [owner.user_id, scopes]);
}

/** Routes that a customer's key of exactly these scopes gets past the check of scopes. */
async function openedBy(scopes: readonly Scope[], key: string): Promise<string[]> {
  await giveScopes(scopes);
  const opened: string[] = [];
  for (const route of routes) if ((await knock(route, key)) !== "forbidden_scope") opened.push(route.name);
  return opened.toSorted();
}

const declaring = (scope: Scope) =>
  [...routes.filter((route) => route.scope === scope).map(({ name }) => name), ...OPEN].toSorted();
const isForKeys = (name: string) => !SESSION_ONLY.includes(name);

test.each(SCOPES)("%s opens exactly the routes that declare it", async (scope) => {
  expect(await openedBy([scope], owner.session)).toEqual(declaring(scope));
  expect(await openedBy([scope], owner.api_key)).toEqual(declaring(scope).filter(isForKeys));
});

test("control: a key that opens one route too many is noticed", async () => {
  expect(await openedBy(["proxy:read", "deposits:write"], owner.api_key)).not.toEqual(
    declaring("proxy:read").filter(isForKeys),
  );
});

test("no scope at all opens nothing but health and the document", async () => {
  expect(await openedBy([], owner.session)).toEqual(OPEN);
});

test("an operator's key opens every route but those for sessions", async () => {
  const operator = await shop.newUser("0.00", "operator");
  for (const route of routes) {
    const wanted = isForKeys(route.name) ? expect.not.stringMatching("forbidden") : "forbidden_scope";
    expect(await knock(route, operator.api_key), route.name).toEqual(wanted);
  }
});

test("nobody's key gets admin:* but an operator's: neither a customer nor an operator can give it away", async () => {
  await giveScopes(["proxy:read", "proxy:write"]);
  const operator = await shop.newUser("0.00", "operator");

  const session = await sessionKeyOf(shop, operator.user_id);
  const wish = { name: "More", scopes: [...SCOPES] };
  expect((await shop.send("POST", "/keys", { key: owner.session, body: wish })).status).toBe(400);
  const forCustomer = { ...wish, user_id: owner.user_id };
  expect((await shop.send("POST", "/keys", { key: session, body: forCustomer })).status).toBe(400);
});
