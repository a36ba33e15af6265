import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_PATH } from "@/lib/contract/route";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { moneyTrace } from "@/lib/testing/money-trace";
import { createDraw, drawOne, drawRequest, type Wish } from "@/lib/testing/nasty";
import { MAKERS, newOwner, type Owner } from "@/lib/testing/objects";
import { freshKey } from "@/lib/testing/payer";
import { type DocumentedRoute, routesOf } from "@/lib/testing/routes";
import { sessionKeyOf } from "@/lib/testing/sessions";

const REQUESTS = Number(process.env.FUZZ ?? 2_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** Not a measure: nothing that waits, sleeps or backtracks gets below it. */
const FUSE_MS = 2_000;
/** What only code of ours, SQL or the file system would say. */
const LEAK =
  /node_modules|\.ts:\d|\bat (async )?\w+ \(|syntax error at|violates|relation \\?"|duplicate key value|\/tmp\//;

let shop: TestBusiness;
let routes: DocumentedRoute[];
let alice: Owner;
let keys: string[];
beforeAll(async () => {
  shop = await createTestBusiness();
  routes = routesOf((await shop.send("GET", "/openapi.json")).body);
  alice = await newOwner(shop);
  const bob = await newOwner(shop);
  const operator = await shop.newUser("0.00", "operator");
  const session = await sessionKeyOf(shop, operator.user_id);
  keys = [alice.api_key, alice.session, bob.api_key, operator.api_key, operator.api_key, session];
  for (const owner of [alice, bob]) {
    for (let n = 0; n < 6; n++) await MAKERS.subscription(shop, owner);
    for (let n = 0; n < 3; n++) await MAKERS.deposit(shop, owner);
    await MAKERS.paidDeposit(shop, owner);
  }
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
});

/** Undoes what operators may rightly do and what would make the rest of the requests dull. */
async function calmDown(): Promise<void> {
  shop.clock.offsetMs = 0;
  await shop.db.query("update users set is_banned = false");
  await shop.db.query(
    "update api_keys set revoked_at = null, replaced_by = null, replaced_until = null, must_sign = false, allowed_ips = '{}', spend_cap = null, spend_cap_period = null",
  );
  await shop.db.query("update sessions set ended_at = null");
  await shop.db.query("update categories set live = true");
}

interface Sent {
  status: number;
  problems: string[];
}

/** Sends one and looks for what must not be. `send` and `fuseMs` are other ones in controls. */
async function play(
  route: DocumentedRoute,
  wish: Wish,
  send: TestBusiness["send"] = shop.send,
  fuseMs = FUSE_MS,
): Promise<Sent> {
  const before = await moneyTrace(shop.db);
  const started = performance.now();
  const place = `${route.method} ${wish.path.slice(0, 200)} ${(wish.options.body ?? "").slice(0, 300)}`;
  const answer = await send(route.method, wish.path, wish.options).catch((error: Error) => ({
    status: 0,
    body: error.message,
  }));
  const problems: string[] = [];
  if (answer.status === 0) problems.push(`${place}: ${JSON.stringify(answer.body)}`);
  if (answer.status >= 500) problems.push(`${place}: ${answer.status} ${JSON.stringify(answer.body)}`);
  if (performance.now() - started > fuseMs) problems.push(`${place}: slow`);
  if (answer.status >= 400 && LEAK.test(JSON.stringify(answer.body)))
    problems.push(`${place}: leaks ${JSON.stringify(answer.body)}`);
  if (answer.status >= 400 && (await moneyTrace(shop.db)) !== before)
    problems.push(`${place}: refused, but posted`);
  return { status: answer.status, problems };
}

test(`${REQUESTS} requests made to break it: no 5xx, no hang, no leak, nothing posted by what is refused`, async () => {
  const draw = createDraw(SEED);
  const problems: string[] = [];
  const seen = new Map<string, Set<number>>();
  for (let n = 0; n < REQUESTS; n++) {
    if (n % 40 === 0) await calmDown();
    const route = drawOne(draw, routes);
    const isForAll = route.scope !== "admin:*";
    const key = keys[isForAll ? draw(keys.length) : 3 + draw(3)] ?? "";
    const sent = await play(route, drawRequest(draw, route, key, n));
    problems.push(...sent.problems);
    const kinds = seen.get(route.name) ?? new Set();
    seen.set(route.name, kinds.add(Math.floor(sent.status / 100)));
  }
  await calmDown();
  expect(problems).toEqual([]);
  // It would prove little if nothing got through.
  const reached = [...seen.values()].filter((kinds) => kinds.has(2)).length;
  expect(reached).toBeGreaterThan(routes.length * 0.5);
}, 86_400_000);

test("control: a column that can't take what the contract allows is found", async () => {
  const label = routes.filter(({ name }) => name === "patch /proxy/subscriptions/{id}");
  await shop.db.query("alter table subscriptions add constraint planted check (length(label) < 3) not valid");
  const draw = createDraw(SEED);
  let found: string[] = [];
  for (let n = 0; n < 500 && !found.length; n++)
    for (const route of label)
      found = (await play(route, drawRequest(draw, route, alice.api_key, n))).problems;
  await shop.db.query("alter table subscriptions drop constraint planted");
  expect(found).toEqual([expect.stringContaining("500")]);
});

/** Ways to break a route that refuses, and what has to be said of it. */
const BROKEN: [name: string, found: string, send: () => TestBusiness["send"], fuseMs?: number][] = [
  [
    "posts before it looks",
    "refused, but posted",
    () =>
      async (...request) => {
        const body = { amount_usd: "1.00", reason: "Planted" };
        const path = `/admin/users/${alice.user_id}/balance`;
        await shop.send("POST", path, { key: keys[3], body, idempotencyKey: freshKey() });
        return shop.send(...request);
      },
  ],
  [
    "tells what the database said",
    "leaks",
    () =>
      async (...request) => {
        const answer = await shop.send(...request);
        const error = { ...answer.body.error, message: 'relation "wallet" does not exist' };
        return { ...answer, body: { error } };
      },
  ],
  ["takes longer than it may", "slow", () => shop.send, 0],
];

test.each(BROKEN)("control: a route that refuses and %s is found", async (_name, found, send, fuseMs) => {
  const [route] = routes.filter(({ name }) => name === "post /proxy/static");
  if (!route) throw new Error("The route is gone.");
  const body = JSON.stringify({ ...Object(route.body), quantity: 0 });
  const wish = { path: route.path, options: { key: alice.api_key, body, idempotencyKey: freshKey() } };
  expect(await play(route, wish)).toEqual({ status: 400, problems: [] });
  const { status, problems } = await play(route, wish, send(), fuseMs);
  expect([status, problems]).toEqual([400, [expect.stringContaining(found)]]);
});

/** Bodies that are no text: each is refused for what it is. */
const BYTES: [name: string, body: Uint8Array, headers: Record<string, string>, status: number][] = [
  ["not UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), {}, 400],
  ["UTF-16", Buffer.from('{"category":"isp"}', "utf16le"), {}, 400],
  ["gzip that does not say so", gzipSync("{}"), {}, 400],
  ["a bomb of 50 MB", gzipSync(Buffer.alloc(50_000_000, " ")), { "Content-Encoding": "gzip" }, 415],
  ["65 kB", Buffer.alloc(65_537, " "), {}, 413],
  ["50 MB", Buffer.alloc(50_000_000, "["), {}, 413],
];

test.each(BYTES)("a body that is %s is refused", async (_name, body, headers, status) => {
  const before = await moneyTrace(shop.db);
  const request = new Request(`http://shop.test${BASE_PATH}/proxy/static`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${alice.api_key}`,
      "Content-Type": "application/json",
      "Idempotency-Key": freshKey(),
      ...headers,
    },
    body: new Uint8Array(body),
  });
  const answer = await shop.receive(request);
  const text = await answer.text();
  expect([answer.status, JSON.parse(text).error.charged]).toEqual([status, false]);
  expect(text).not.toMatch(LEAK);
  expect(await moneyTrace(shop.db)).toBe(before);
});

test.each(["", "100"])(
  "a body of length %j that breaks off is a bad request, no failure of ours",
  async (length) => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('{"category":'));
        controller.error(new Error("aborted"));
      },
    });
    const headers = new Headers({
      Authorization: `Bearer ${alice.api_key}`,
      "Content-Type": "application/json",
    });
    if (length) headers.set("Content-Length", length);
    const sent = { method: "POST", headers, body, duplex: "half" };
    const answer = await shop.receive(new Request(`http://shop.test${BASE_PATH}/proxy/quote`, sent));
    expect([answer.status, (await answer.json()).error.fields[0].code]).toEqual([400, "incomplete"]);
  },
);
