import { afterAll, beforeAll, expect, test } from "vitest";
import type { OpenApiDocument } from "@/lib/contract/openapi";
import { createLimiter } from "@/lib/domain/limits/limiter";
import { ERROR_CODES, type ErrorCode } from "@/lib/errors";
import { DEFAULT_LIMITS } from "@/lib/rate-limits";
import { signRequest } from "@/lib/signing";
import { type Db, openDatabase } from "@/lib/store/db";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { freshKey } from "@/lib/testing/payer";
import { signedInUser } from "@/lib/testing/sessions";
import { createApi } from "../app";
import type { ApiBusiness } from "../call";

const WISH = { category: "isp", country_name: "Germany", quantity: 5 };
const nowhere = openDatabase("postgres://127.0.0.1:1/none", 1);
let shop: TestBusiness;
let document: OpenApiDocument;
let spender: string;
beforeAll(async () => {
  shop = await createTestBusiness();
  document = (await shop.send("GET", "/openapi.json")).body;
  ({ api_key: spender } = await shop.newUser("500.00"));
});
afterAll(async () => {
  await requireClosedBooks(shop.db);
  await shop.close();
  await nowhere.close();
});

interface Ask {
  path?: string;
  method?: string;
  key?: string;
  body?: object;
  headers?: Record<string, string>;
  /** In what the API is another one. */
  api?: Partial<ApiBusiness>;
}

/** A purchase of five that works, but for what is said otherwise. */
async function ask({ path = "/proxy/static", method = "POST", key = spender, body, headers, api }: Ask) {
  const sent = { "Content-Type": "application/json", "Idempotency-Key": freshKey(), ...headers };
  const response = await createApi({ ...shop, ...api }).request(`http://shop.test/proxy/api/v1${path}`, {
    method,
    headers: { ...(key ? { Authorization: `Bearer ${key}` } : {}), ...sent },
    ...(method === "POST" ? { body: JSON.stringify({ ...WISH, ...body }) } : {}),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** A key of a fresh user, after a statement about it. */
async function spoiled(sql: string, balance = "500.00"): Promise<string> {
  const user = await shop.newUser(balance);
  await shop.db.query(sql, [user.user_id]);
  return user.api_key;
}

async function keyWith(terms: object) {
  const { session } = await signedInUser(shop);
  const body = { name: "Shop", scopes: ["proxy:read", "proxy:buy"], ...terms };
  const made = await shop.send("POST", "/keys", { key: session, body });
  return { key: String(made.body.api_key), secret: String(made.body.signing_secret) };
}

async function signed(secondsAgo: number, secretOf = (secret: string) => secret) {
  const { key, secret } = await keyWith({ signing: "optional" });
  const idempotencyKey = freshKey();
  const [path, body] = ["/proxy/api/v1/proxy/static", Buffer.from(JSON.stringify(WISH))];
  const t = Math.floor(Date.now() / 1000) - secondsAgo;
  const signature = signRequest(secretOf(secret), t, { method: "POST", path, idempotencyKey, body });
  return ask({ key, headers: { "Idempotency-Key": idempotencyKey, "X-Signature": signature } });
}

/** A database that has not heard of the first request's answer yet. */
const forgetful = (): ApiBusiness["db"] => ({
  ...shop.db,
  transact: (work) =>
    shop.db.transact((tx) => {
      const query: Db["query"] = (sql, values) =>
        sql.includes("from idempotency") ? Promise.resolve([]) : tx.query(sql, values);
      return work({ ...tx, query });
    }),
});

const after = async (fault: "fail" | "misconfig") => {
  shop.supplier.faults.push(fault);
  return ask({});
};

/** How each code comes about. */
const SCENES: Readonly<Record<ErrorCode, () => ReturnType<typeof ask>>> = {
  bad_request: () => ask({ body: { quantity: 501 } }),
  idempotency_key_required: () => ask({ headers: { "Idempotency-Key": "" } }),
  idempotency_key_invalid: () => ask({ headers: { "Idempotency-Key": "short" } }),
  missing_key: () => ask({ key: "" }),
  invalid_key: () => ask({ key: "pdk_wrong" }),
  key_expired: async () =>
    ask({ key: await spoiled("update api_keys set expires_at = now() - interval '1 s' where user_id = $1") }),
  signature_required: () => ask({ api: { signatureRequired: true } }),
  signature_invalid: () => signed(0, (secret) => `${secret}x`),
  signature_expired: () => signed(600),
  insufficient: async () => ask({ key: (await shop.newUser("10.00")).api_key }),
  forbidden_scope: async () =>
    ask({ key: await spoiled("update api_keys set scopes = '{proxy:read}' where user_id = $1") }),
  money_disabled: () => ask({ api: { moneyEnabled: false } }),
  banned: async () =>
    ask({
      key: await spoiled(
        "update users set is_banned = true, ban_reason = 'Port scans on 8 July' where id = $1",
      ),
    }),
  ip_not_allowed: async () =>
    ask({ key: await spoiled("update api_keys set allowed_ips = '{192.0.2.0/24}' where user_id = $1") }),
  spend_cap_exceeded: async () => {
    const { key } = await keyWith({ spend_cap: { amount_usd: "20.00", period: "total" } });
    await ask({ key });
    return ask({ key });
  },
  not_found: () => ask({ path: "/proxy/subscriptions/999999/renew", body: NOTHING }),
  method_not_allowed: () => ask({ path: "/users/me" }),
  idempotency_in_progress: async () => {
    const headers = { "Idempotency-Key": freshKey() };
    await ask({ headers });
    return ask({ headers, api: { db: forgetful() } });
  },
  invalid_state: async () => {
    const { subscription_id: id } = (await ask({})).body;
    await shop.db.query("update stock set subscription_id = null where subscription_id = $1", [id]);
    await shop.db.query("update subscriptions set state = 'released' where id = $1", [id]);
    return ask({ path: `/proxy/subscriptions/${id}/renew`, body: NOTHING });
  },
  out_of_stock: () => ask({ body: { category: "datacenter", quantity: 61 } }),
  price_changed: () => ask({ body: { max_price_usd: "12.00" } }),
  payload_too_large: () => ask({ body: { country_name: "x".repeat(66_000) } }),
  unsupported_media_type: () => ask({ headers: { "Content-Type": "text/plain" } }),
  idempotency_key_reused: async () => {
    const headers = { "Idempotency-Key": freshKey() };
    await ask({ headers });
    return ask({ headers, body: { quantity: 6 } });
  },
  rate_limited: async () =>
    ask({
      key: await spoiled(
        "insert into rate_windows values ('money:user:' || $1::bigint, 1000, now() + interval '1 hour')",
      ),
      api: { limiter: createLimiter(shop.db, DEFAULT_LIMITS) },
    }),
  internal: () =>
    ask({ api: { db: { ...shop.db, transact: () => Promise.reject(new TypeError("A bug.")) } } }),
  provider_failed: () => after("fail"),
  provider_misconfig: () => after("misconfig"),
  unavailable: () => ask({ api: { db: nowhere } }),
};
/** A renewal takes none of a purchase's fields. */
const NOTHING = { category: undefined, country_name: undefined, quantity: undefined };

test.each(ERROR_CODES)(
  "the example of %s in the docs is word for word what the API answers",
  async (code) => {
    const fact = document["x-error-codes"].find((candidate) => candidate.code === code);
    const { status, body } = await SCENES[code]();
    expect(body.error.request_id).toMatch(/^req_/);
    body.error.request_id = "req_4fWm7Zs0QeXb2KpTn9Ld";
    expect({ status, body }).toEqual({ status: fact?.status, body: fact?.example });
  },
);
