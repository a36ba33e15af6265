import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { createApi } from "./app";

/** One purchase, made wrong in one or two ways. */
interface Scene {
  headers: Record<string, string>;
  body: Record<string, unknown>;
  padding: string;
  moneyEnabled: boolean;
  userId: number;
}

let shop: TestBusiness;
let stranger: { user_id: number };
let counter = 0;
const CROWDED = "203.0.113.9";

beforeAll(async () => {
  shop = await createTestBusiness({ trustedProxies: 1, rateLimits: { addresses: 2 } });
  stranger = await shop.newUser();
  const knock = () => shop.send("GET", "/users/me", { headers: { "X-Forwarded-For": CROWDED } });
  for (const status of [401, 401, 429]) expect((await knock()).status).toBe(status);
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
});

const ofUser = (sql: string) => async (scene: Scene) => {
  await shop.db.query(sql, [scene.userId]);
};

/** The contract's order. Each way to go wrong works alone and together with the next one. */
const CHECKS: [code: string, spoil: (scene: Scene) => unknown][] = [
  ["payload_too_large", (scene) => Object.assign(scene, { padding: " ".repeat(66_000) })],
  ["unsupported_media_type", ({ headers }) => Object.assign(headers, { "Content-Type": "text/plain" })],
  [
    "rate_limited",
    ({ headers }) => Object.assign(headers, { "X-Forwarded-For": CROWDED, Authorization: "Bearer wrong" }),
  ],
  ["invalid_key", ofUser("update api_keys set revoked_at = now() where user_id = $1")],
  ["ip_not_allowed", ofUser("update api_keys set allowed_ips = '{192.0.2.0/24}' where user_id = $1")],
  ["banned", ofUser("update users set is_banned = true, ban_reason = 'Abuse' where id = $1")],
  [
    "rate_limited",
    ofUser(
      "insert into rate_windows values ('money:user:' || $1::bigint, 2000000, now() + interval '1 hour')",
    ),
  ],
  ["forbidden_scope", ofUser("update api_keys set scopes = '{proxy:read}' where user_id = $1")],
  ["signature_invalid", ({ headers }) => Object.assign(headers, { "X-Signature": "t=1,v1=00" })],
  ["idempotency_key_invalid", ({ headers }) => Object.assign(headers, { "Idempotency-Key": "short" })],
  ["bad_request", ({ body }) => Object.assign(body, { country_name: "Atlantis" })],
  ["not_found", ({ body }) => Object.assign(body, { user_id: stranger.user_id })],
  ["money_disabled", (scene) => Object.assign(scene, { moneyEnabled: false })],
  ["price_changed", ({ body }) => Object.assign(body, { max_price_usd: "0.01" })],
  ["insufficient", ({ body }) => Object.assign(body, { quantity: 50 })],
  ["out_of_stock", ({ body }) => Object.assign(body, { country_name: "FR" })],
];

async function newScene(): Promise<Scene> {
  const user = await shop.newUser("10.00");
  counter += 1;
  return {
    headers: {
      Authorization: `Bearer ${user.api_key}`,
      "Content-Type": "application/json",
      "Idempotency-Key": `order-of-checks-${counter}`,
      "X-Forwarded-For": `198.51.100.${counter}`,
    },
    body: { category: "isp", quantity: 1 },
    padding: "",
    moneyEnabled: true,
    userId: user.user_id,
  };
}

async function play(scene: Scene): Promise<{ status: number; replayed: string | null; code: string }> {
  const api = createApi({ ...shop, moneyEnabled: scene.moneyEnabled });
  const response = await api.request("http://shop.test/proxy/api/v1/proxy/static", {
    method: "POST",
    headers: scene.headers,
    body: JSON.stringify({ country_name: "US", ...scene.body }) + scene.padding,
  });
  const body: { error?: { code: string } } = JSON.parse(await response.text());
  return {
    status: response.status,
    replayed: response.headers.get("Idempotent-Replayed"),
    code: body.error?.code ?? "none",
  };
}

test.each(CHECKS.map(([code, spoil], n) => ({ n, code, spoil, next: CHECKS[n + 1] })))(
  "check $n: $code is found, and before the next one",
  async ({ code, spoil, next }) => {
    const alone = await newScene();
    await spoil(alone);
    expect((await play(alone)).code).toBe(code);
    if (!next) return;
    const both = await newScene();
    await next[1](both);
    await spoil(both);
    expect((await play(both)).code).toBe(code);
  },
);

test("a stored answer is served while money is off, after reach and before the kill switch", async () => {
  const scene = await newScene();
  const first = await play(scene);
  const closed = { ...scene, moneyEnabled: false };
  expect([first.code, first.replayed]).toEqual(["none", null]);
  expect(await play(closed)).toEqual({ ...first, replayed: "true" });
  const foreign = { ...closed, body: { ...scene.body, user_id: stranger.user_id } };
  expect((await play(foreign)).code).toBe("not_found");
  const other = { ...closed, body: { ...scene.body, quantity: 2 } };
  expect((await play(other)).code).toBe("idempotency_key_reused");
});

test("a good key is not affected by strangers at its address", async () => {
  const scene = await newScene();
  scene.headers["X-Forwarded-For"] = CROWDED;
  expect((await play(scene)).code).toBe("none");
});

test("every answer carries a request id and the limit fields, whatever stopped it", async () => {
  for (const [, spoil] of CHECKS) {
    const scene = await newScene();
    await spoil(scene);
    const response = await createApi({ ...shop, moneyEnabled: scene.moneyEnabled }).request(
      "http://shop.test/proxy/api/v1/proxy/static",
      { method: "POST", headers: scene.headers, body: JSON.stringify(scene.body) + scene.padding },
    );
    const body: { error: { request_id: string; charged: unknown } } = JSON.parse(await response.text());
    expect(body.error).toMatchObject({ request_id: response.headers.get("X-Request-Id"), charged: false });
    expect(response.headers.get("RateLimit-Policy")).toMatch(
      /^"(addresses|money)";q=\d+;w=60(, "inflight";.*)?$/,
    );
    expect(response.headers.get("RateLimit")).toMatch(
      /^"(addresses|money)";r=\d+;t=\d+(, "inflight";r=\d+)?$/,
    );
    if (response.status === 429) expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
  }
});
