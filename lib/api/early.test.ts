import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createKey } from "@/lib/domain/keys/create";
import type { Db } from "@/lib/store/db";
import { GatheringSocket } from "@/lib/store/one-write";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { createApi } from "./app";

let shop: TestBusiness;
let api: ReturnType<typeof createApi>;
/** What was asked of the database by the API, in order, and what of it was answered by when. */
let story: string[] = [];

beforeAll(async () => {
  shop = await createTestBusiness({ trustedProxies: 1 });
  api = createApi({ ...shop, db: told(shop.db) });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => shop.close());

function told(db: Db): Db {
  return {
    ...db,
    async quick(sql, values) {
      const name = sql.includes("api_keys") ? "check" : "read";
      story.push(`${name} asked`);
      const rows = await db.quick<never>(sql, values);
      story.push(`${name} answered`);
      return rows;
    },
  };
}

async function ask(key: string, headers: Record<string, string> = {}, path = "/users/me") {
  story = [];
  const answer = await api.request(`http://shop.test/proxy/api/v1${path}`, {
    headers: { Authorization: `Bearer ${key}`, ...headers },
  });
  const text = await answer.text();
  const body = JSON.parse(text);
  return { status: answer.status, code: body.error?.code, body, text, headers: answer.headers };
}

/** A customer whose key has just been used, so that the next read begins early. */
async function knownCustomer() {
  const { user_id: userId, api_key: key } = await shop.newUser("41.00");
  expect((await ask(key)).status).toBe(200);
  return { userId, key };
}

test("from a key's second request on, its check and the read are asked together and sent in one write", async () => {
  const { user_id: userId, api_key: key } = await shop.newUser("41.00");
  await ask(key);
  expect(story).toEqual(["check asked", "check answered", "read asked", "read answered"]);
  const writes = ["_write", "_writev"] as const;
  const spies = writes.map((name) => vi.spyOn(GatheringSocket.prototype, name));
  const { status, body } = await ask(key);
  expect(story.slice(0, 2)).toEqual(["check asked", "read asked"]);
  expect(spies.flatMap((spy) => spy.mock.calls)).toHaveLength(1);
  expect([status, body.user.id, body.user.balance_usd]).toEqual([200, userId, "41.00"]);
});

test("an early read answers what is there now, with the same limits and headers as any other", async () => {
  const { user_id: userId, api_key: key } = await shop.newUser("41.00");
  const first = await ask(key);
  await shop.db.query("update users set telegram_id = 77 where id = $1", [userId]);
  const second = await ask(key);
  expect(second.body.user.telegram_id).toBe(77);
  expect([...second.headers.keys()]).toEqual([...first.headers.keys()]);
  const left = (answer: typeof first) => Number(/r=(\d+)/.exec(answer.headers.get("RateLimit") ?? "")?.[1]);
  expect(left(first) - left(second)).toBe(1);
});

const REFUSALS: [code: string, change: string][] = [
  ["banned", "update users set is_banned = true, ban_reason = 'Abuse' where id = $1"],
  ["invalid_key", "update api_keys set revoked_at = now() where user_id = $1"],
  ["key_expired", "update api_keys set expires_at = now() where user_id = $1"],
  ["ip_not_allowed", "update api_keys set allowed_ips = '{192.0.2.0/24}' where user_id = $1"],
  ["forbidden_scope", "update api_keys set scopes = '{proxy:buy}' where user_id = $1"],
];

test.each(REFUSALS)(
  "%s is said at once, and nothing of the early read is told (%s)",
  async (code, change) => {
    const { userId, key } = await knownCustomer();
    await shop.db.query(change, [userId]);
    const refused = await ask(key);
    expect(story).toContain("read asked");
    expect(refused.code).toBe(code);
    expect(refused.text).not.toContain("41.00");
  },
);

test("a key's list of addresses is looked at each time, whoever came before", async () => {
  const { user_id: userId } = await shop.newUser("41.00");
  const wish = { kind: "reseller" as const, userId, name: "k", prefix: "pdk_", expiresAt: null };
  const { key } = await createKey(shop.db, { ...wish, scopes: ["proxy:read"], allowedIps: ["203.0.113.9"] });
  const from = async (address: string) => (await ask(key, { "X-Forwarded-For": address })).code ?? "served";
  expect([await from("203.0.113.9"), await from("198.51.100.1"), await from("203.0.113.9")]).toEqual([
    "served",
    "ip_not_allowed",
    "served",
  ]);
});

test("a key that came to stand for somebody else gets only what is theirs", async () => {
  const { userId, key } = await knownCustomer();
  const other = await shop.newUser("7.00");
  await shop.db.query("update api_keys set user_id = $1 where user_id = $2", [other.user_id, userId]);
  const { body, text } = await ask(key);
  expect(story.filter((event) => event === "read asked")).toHaveLength(2);
  expect([body.user.id, body.user.balance_usd]).toEqual([other.user_id, "7.00"]);
  expect(text).not.toContain("41.00");
});

test("a signed read waits for its signature's check, and a read beyond the limit is not begun", async () => {
  const { key } = await knownCustomer();
  expect((await ask(key, { "X-Signature": "t=1,v1=00" })).code).toBe("signature_invalid");
  expect(story).not.toContain("read asked");
  const few = await createTestBusiness({ rateLimits: { reads: 2 } });
  api = createApi({ ...few, db: told(few.db) });
  const { api_key: limited } = await few.newUser();
  const codes = [await ask(limited), await ask(limited), await ask(limited)].map(({ code }) => code);
  expect(codes).toEqual([undefined, undefined, "rate_limited"]);
  expect(story).toEqual(["check asked", "check answered"]);
  api = createApi({ ...shop, db: told(shop.db) });
  await few.close();
});
