import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { MAKERS, newOwner, type Owner } from "@/lib/testing/objects";
import { freshKey } from "@/lib/testing/payer";
import { type DocumentedRoute, routesOf } from "@/lib/testing/routes";

/** Longer than any answer, shorter than the sleep that is asked for. */
const SLEEP_SECONDS = 3;
const FUSE_MS = 2_500;
const PROOF = "sqli-proof";

/**
 * What sqlmap tries, by its techniques, each for a text in quotes and for a bare number. `$` stands for a value that
 * fits. Pairs are a condition that holds and one that does not.
 */
const ERRORS = [
  "$'",
  '$"',
  "$\\",
  "$')",
  "$')) or (('",
  "$'--",
  "$ and 1=cast(version() as int)",
  "$%",
  "$;",
];
const UNIONS = [1, 2, 3, 6].flatMap((columns) => {
  const list = Array.from({ length: columns }, () => "'sqli-'||'proof'").join(",");
  return [`$' union all select ${list} --`, `-1 union all select ${list} --`];
});
const PAIRS = [
  ["$' and '1'='1", "$' and '1'='2"],
  ["$%' and '%'='", "$%' and '%'='x"],
  ["$ and 1=1", "$ and 1=2"],
  ["$') and ('1'='1", "$') and ('1'='2"],
  ["$' or '1'='1' --", "$' and '1'='2' --"],
] as const;
const SLEEPS = [
  `$' || (select pg_sleep(${SLEEP_SECONDS})::text) || '`,
  `$' and (select 1 from pg_sleep(${SLEEP_SECONDS})) = 1 --`,
  `$ and (select 1 from pg_sleep(${SLEEP_SECONDS})) = 1`,
  `$,(select 1 from pg_sleep(${SLEEP_SECONDS}))`,
];
const STACKED = ["$'; create table pwned (id int); --", "$; create table pwned (id int); --"];

/** Where a route takes a text. */
interface Place {
  in: "path" | "query" | "body" | "header";
  name: string;
  fits: string;
}

type Send = TestBusiness["send"];

let shop: TestBusiness;
let routes: DocumentedRoute[];
let alice: Owner;
let operator: string;
beforeAll(async () => {
  shop = await createTestBusiness();
  routes = routesOf((await shop.send("GET", "/openapi.json")).body);
  operator = (await shop.newUser("0.00", "operator")).api_key;
  alice = await newOwner(shop);
  await MAKERS.subscription(shop, alice);
  await MAKERS.subscription(shop, alice);
  await MAKERS.paidDeposit(shop, alice);
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
});

const HEADERS = ["Authorization", "Idempotency-Key", "X-Signature", "X-Forwarded-For", "User-Agent"];

/** Headers are read before a route is; these stand for all. */
const HEADER_ROUTES = ["get /users/me", "post /proxy/static", "post /keys"];

/** Every parameter, every field of a body, and the headers that are read. */
function placesOf(route: DocumentedRoute): Place[] {
  const parameters = (route.operation.parameters ?? []).filter((parameter) => parameter.in !== "header");
  const example = Object(route.body);
  return [
    ...parameters.map(({ in: where, name, schema }) => ({
      in: where === "path" ? ("path" as const) : ("query" as const),
      name,
      fits: String(schema.example ?? schema.enum?.[0] ?? 1),
    })),
    ...Object.keys(route.fields).map((name) => ({
      in: "body" as const,
      name,
      fits: typeof example[name] === "object" ? "1" : String(example[name] ?? 1),
    })),
    ...(HEADER_ROUTES.includes(route.name) ? HEADERS : []).map((name) => ({
      in: "header" as const,
      name,
      fits: name === "Authorization" ? "Bearer x" : "1",
    })),
  ];
}

function ask(send: Send, route: DocumentedRoute, place: Place, text: string) {
  const at = (where: Place["in"]) => (place.in === where ? place.name : null);
  const path = route.path.replace(/\{(\w+)\}/g, (_, name) =>
    name === at("path")
      ? encodeURIComponent(text)
      : ({ provider: "sandbox", category: "isp" }[String(name)] ?? "1"),
  );
  const query = place.in === "query" ? `?${new URLSearchParams({ [place.name]: text })}` : "";
  const body = place.in === "body" ? { ...Object(route.body), [place.name]: text } : route.body;
  return send(route.method, path + query, {
    key: route.scope === "admin:*" ? operator : /^\/keys/.test(route.path) ? alice.session : alice.api_key,
    idempotencyKey: freshKey(),
    ...(body === undefined ? {} : { body }),
    ...(place.in === "header" ? { headers: { [place.name]: text.replace(/[^\x20-\x7e]/g, "?") } } : {}),
  });
}

/** What gives an injection away, by technique. */
async function probe(send: Send, route: DocumentedRoute, place: Place): Promise<string[]> {
  const found: string[] = [];
  const fill = (payload: string) => payload.replace("$", place.fits);
  const verdict = async (payload: string) => {
    const startedAt = performance.now();
    const { status, body } = await ask(send, route, place, fill(payload));
    const shape = JSON.stringify([status, body.error?.code, shapeOf(body)]);
    return { status, shape, text: JSON.stringify(body), tookMs: performance.now() - startedAt };
  };
  for (const payload of [...ERRORS, ...UNIONS]) {
    const { status, text } = await verdict(payload);
    if (status >= 500) found.push(`error: ${payload}`);
    if (text.includes(PROOF)) found.push(`union: ${payload}`);
  }
  for (const [yes, no] of PAIRS) {
    if ((await verdict(yes)).shape !== (await verdict(no)).shape) found.push(`boolean: ${yes}`);
  }
  for (const payload of SLEEPS) if ((await verdict(payload)).tookMs > FUSE_MS) found.push(`time: ${payload}`);
  for (const payload of STACKED) await verdict(payload);
  const [row] = await shop.db.query<{ pwned: string | null }>("select to_regclass('pwned')::text as pwned");
  if (row?.pwned) found.push("stacked");
  await shop.db.script("drop table if exists pwned");
  return found.map((what) => `${route.name} ${place.in} ${place.name}: ${what}`);
}

/** How an answer is built: its fields and the lengths of its lists. Many texts in it are new each time. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== "object" || value === null) return value === null ? null : typeof value;
  return Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]);
}

/** What operators may rightly do with any text would make the rest of the requests dull. */
async function calmDown(): Promise<void> {
  shop.clock.offsetMs = 0;
  await shop.db.query("update users set is_banned = false");
  await shop.db.query(
    "update api_keys set revoked_at = null, replaced_by = null, replaced_until = null, must_sign = false",
  );
  await shop.db.query("update sessions set ended_at = null");
}

test("no parameter, field or header of any route is injectable by the techniques of sqlmap", async () => {
  const found: string[] = [];
  let places = 0;
  for (const route of routes) {
    for (const place of placesOf(route)) {
      found.push(...(await probe(shop.send, route, place)));
      places += 1;
    }
    await calmDown();
  }
  expect(found).toEqual([]);
  expect(places).toBeGreaterThan(200);
}, 600_000);

test("control: a search that puts its words into the SQL is found, by every technique", async () => {
  const route = routes.find(({ name }) => name === "get /proxy/subscriptions");
  if (!route) throw new Error("The route is gone.");
  const injectable: Send = async (_method, path) => {
    const q = new URL(path, "http://shop.test").searchParams.get("q") ?? "";
    const headers = new Headers();
    try {
      const sql = `select country from subscriptions where country = '${q}'`;
      await shop.db.script(sql);
      const rows = await shop.db.query(sql);
      return { status: 200, headers, body: { items: rows } };
    } catch {
      return { status: 500, headers, body: { error: { code: "internal" } } };
    }
  };
  const found = await probe(injectable, route, { in: "query", name: "q", fits: "US" });
  const techniques = new Set(found.map((what) => /: (\w+)/.exec(what)?.[1]));
  expect([...techniques].toSorted()).toEqual(["boolean", "error", "stacked", "time", "union"]);
});
