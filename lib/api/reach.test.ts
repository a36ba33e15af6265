import { afterAll, beforeAll, expect, test } from "vitest";
import { insertStock } from "@/lib/store/catalog";
import {
  type Answer,
  createTestBusiness,
  requireClosedBooks,
  type TestBusiness,
} from "@/lib/testing/business";
import { MAKERS, newOwner, type ObjectKind, type Owner } from "@/lib/testing/objects";
import { OBJECTS, type Row } from "@/lib/testing/objects-of-routes";
import { freshKey } from "@/lib/testing/payer";
import { type DocumentedRoute, type IdPlace, idPlacesOf, routesOf, SESSION_ONLY } from "@/lib/testing/routes";
import { sessionKeyOf } from "@/lib/testing/sessions";

let shop: TestBusiness;
let routes: DocumentedRoute[];
let alice: Owner;
let bob: Owner;
let operator: { api_key: string; session: string };
const dead: Record<string, string> = {};
beforeAll(async () => {
  shop = await createTestBusiness();
  routes = routesOf((await shop.send("GET", "/openapi.json")).body).filter(({ scope }) => scope !== null);
  [alice, bob] = [await newOwner(shop), await newOwner(shop)];
  const user = await shop.newUser("0.00", "operator");
  operator = { ...user, session: await sessionKeyOf(shop, user.user_id) };
  await shop.db.query("update sessions set confirmed_at = now() where user_id = $1", [user.user_id]);
  for (const [code, change] of [
    ["invalid_key", "revoked_at = now()"],
    ["key_expired", "expires_at = now()"],
  ] as const) {
    const body = { name: "Spare", scopes: ["proxy:read", "proxy:write", "proxy:buy", "deposits:write"] };
    const made = (await shop.send("POST", "/keys", { key: alice.session, body })).body;
    await shop.db.query(`update api_keys set ${change} where id = $1`, [made.id]);
    dead[code] = made.api_key;
  }
  const exits = ["residential", "mobile"].map((category, n) => ({ category, ip: `127.7.0.${n + 1}` }));
  const common = { supplier: "local", country: "US", port_http: 8080, port_socks: 1080 };
  await insertStock(
    shop.db,
    exits.map((exit) => ({ ...common, ...exit })),
  );
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
});

const MISSING: Partial<Record<ObjectKind, string | number>> = { depositName: "MAN-NOTHERE" };
/** Where the document's example names what only its own object has. */
const BODIES: Readonly<Record<string, object>> = { "post /proxy/subscriptions/{id}/check": {} };
const MALFORMED = ["0", "-1", "1.5", "9e9", "0x10", "' or 1=1 --", "99999999999999999999"];

const isSessionOnly = (route: DocumentedRoute) => SESSION_ONLY.includes(route.name);

/** Sends what is right in everything, but for `id` in the place. */
function ask(route: DocumentedRoute, key: string | undefined, place: IdPlace | null, id: unknown) {
  const at = (where: string) => (place?.in === where ? place.name : null);
  const path = route.path.replace(/\{(\w+)\}/g, (_, name) => {
    if (name === at("path")) return encodeURIComponent(String(id));
    return { provider: "sandbox", category: "isp" }[String(name)] ?? "1";
  });
  const named = at("body");
  const value = named === "ids" ? [id] : id;
  const example = BODIES[route.name] ?? route.body;
  const body = named ? { ...Object(example), [named]: value } : example;
  const query: Record<string, string> = route.path === "/admin/search" ? { q: "nobody" } : {};
  if (key === operator.api_key && place?.name === "subscription_id") query.user_id = String(alice.user_id);
  if (place?.in === "query") query[place.name] = String(id);
  return shop.send(route.method, `${path}?${new URLSearchParams(query)}`, {
    key,
    ...(route.body === undefined ? {} : { body }),
    idempotencyKey: freshKey(),
  });
}

const verdict = ({ status, body }: Answer): string =>
  body.error?.code ?? (status < 300 ? "done" : `${status}`);
const withoutId = ({ status, body }: Answer) =>
  JSON.stringify([status, body], (name, value) =>
    name === "request_id" || name === "subscription_id" ? "" : value,
  );

/** Those who are nobody here: the same refusal whatever they name, the owner's own things included. */
async function refuseTheDead(route: DocumentedRoute, place: IdPlace | null, id: unknown): Promise<string[]> {
  const keyOfA = isSessionOnly(route) ? alice.session : alice.api_key;
  const codes = [`missing_key ${verdict(await ask(route, undefined, place, id))}`];
  for (const [code, key] of Object.entries(dead))
    codes.push(`${code} ${verdict(await ask(route, key, place, id))}`);
  await shop.db.query("update users set is_banned = true where id = $1", [alice.user_id]);
  codes.push(`banned ${verdict(await ask(route, keyOfA, place, id))}`);
  await shop.db.query("update users set is_banned = false where id = $1", [alice.user_id]);
  return codes.filter((text) => new Set(text.split(" ")).size !== 1).map((text) => `${route.name}: ${text}`);
}

test("every route refuses no key, a revoked, an expired and a banned one; operators' routes and keys' routes refuse customers", async () => {
  const wrong: string[] = [];
  for (const route of routes) {
    const place = idPlacesOf(route)[0] ?? null;
    wrong.push(...(await refuseTheDead(route, place, alice.user_id)));
    if (route.scope !== "admin:*" && !isSessionOnly(route)) continue;
    const got = verdict(await ask(route, alice.api_key, place, alice.user_id));
    if (got !== "forbidden_scope") wrong.push(`${route.name}: a customer's key got ${got}`);
  }
  expect(wrong).toEqual([]);
  expect(routes.length).toBeGreaterThan(45);
});

test("every place of every route that names an object has its row, and no row is left over", () => {
  const places = routes.flatMap((route) =>
    idPlacesOf(route).map((place) => `${route.name}: ${place.in} ${place.name}`),
  );
  const rows = Object.entries(OBJECTS).flatMap(([name, row]) =>
    Object.keys(row).map((place) => `${name}: ${place}`),
  );
  expect(rows.toSorted()).toEqual(places.toSorted());
});

/** One place: each principal with what is its own, another's, nobody's, and no id at all. */
async function checkPlace(route: DocumentedRoute, place: IdPlace, row: Exclude<Row, "nobody's">) {
  const [kind, nothing] = typeof row === "string" ? [row, "not_found"] : row;
  const isAdmin = route.scope === "admin:*";
  const keyOf = (owner: { api_key: string; session: string }) =>
    isSessionOnly(route) ? owner.session : owner.api_key;
  const ids = { a: await MAKERS[kind](shop, alice), b: await MAKERS[kind](shop, bob) };
  const missing = MISSING[kind] ?? 888_888_888_888;
  const malformed = kind === "depositName" ? ["\u0001", "x".repeat(201)] : MALFORMED;
  const wrong = await refuseTheDead(route, place, ids.a);
  const must = async (who: string, key: string, id: unknown, wanted: string) => {
    const answer = await ask(route, key, place, id);
    const got = nothing === "not_found" ? verdict(answer) : (readNothing(answer) ?? verdict(answer));
    if (got !== wanted) wrong.push(`${route.name} ${place.name}: ${who} got ${got}, not ${wanted}`);
    return withoutId(answer);
  };
  for (const [who, owner, own, foreign] of [
    ["reseller A", alice, ids.a, ids.b],
    ["reseller B", bob, ids.b, ids.a],
  ] as const) {
    const refusal = isAdmin ? "forbidden_scope" : nothing;
    const answers = [
      await must(`${who} with another's`, keyOf(owner), foreign, refusal),
      await must(`${who} with a missing one`, keyOf(owner), missing, refusal),
    ];
    if (answers[0] !== answers[1]) wrong.push(`${route.name}: ${answers.join(" is not ")}`);
    for (const id of malformed.slice(0, 2))
      await must(`${who} with ${id}`, keyOf(owner), id, isAdmin ? "forbidden_scope" : "bad_request");
    await must(`${who} with its own`, keyOf(owner), own, isAdmin ? "forbidden_scope" : "done");
  }
  await must("operator with a missing one", keyOf(operator), missing, nothing);
  for (const id of malformed) await must(`operator with ${id}`, keyOf(operator), id, "bad_request");
  await must("operator", keyOf(operator), isAdmin ? ids.b : await MAKERS[kind](shop, alice), "done");
  return wrong;
}

/** An answer that says "nothing" with a good status. */
function readNothing({ status, body }: Answer): string | null {
  if (status !== 200 || !Array.isArray(body.items)) return null;
  if (body.items.length === 0) return "empty page";
  return body.items[0].error?.code === "not_found" ? "failed item" : null;
}

test("each route × each principal × own, foreign, missing, malformed: answered by rule, foreign like missing", async () => {
  const wrong: string[] = [];
  for (const route of routes) {
    for (const place of idPlacesOf(route)) {
      const row = OBJECTS[route.name]?.[`${place.in} ${place.name}`] ?? "nobody's";
      if (row !== "nobody's") wrong.push(...(await checkPlace(route, place, row)));
    }
  }
  expect(wrong).toEqual([]);
}, 300_000);

test("control: a customer's key that reaches everything is noticed", async () => {
  const route = routes.find(({ name }) => name === "get /proxy/subscriptions/{id}");
  if (!route) throw new Error("The route is gone.");
  const change = (kind: string) =>
    shop.db.query(`update api_keys set kind = '${kind}' where user_id = $1 and kind <> 'session'`, [
      bob.user_id,
    ]);
  await change("operator");
  const wrong = await checkPlace(route, { in: "path", name: "id" }, "subscription");
  await change("reseller");
  expect(wrong).toContain(`${route.name} id: reseller B with another's got done, not not_found`);
});
