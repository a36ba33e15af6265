import { afterAll, beforeAll, expect, test } from "vitest";
import { createApi } from "@/lib/api/app";
import { newApiKey } from "@/lib/ids";
import type { Database } from "@/lib/store/db";
import { markKeysUsed, readKeyCard } from "@/lib/store/keys";
import { createTestBusiness, type TestBusiness } from "@/lib/testing/business";
import { authenticate } from "./authenticate";
import { createKey } from "./create";
import { createKeyUse } from "./used";

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness({ trustedProxies: 1 });
});
afterAll(() => shop.close());

async function newKey(wish: { allowedIps?: string[]; expiresAt?: Date } = {}) {
  const { user_id: userId } = await shop.newUser();
  return {
    userId,
    ...(await createKey(shop.db, {
      kind: "reseller",
      userId,
      name: "k",
      scopes: ["proxy:read"],
      prefix: "pdk_",
      expiresAt: null,
      ...wish,
    })),
  };
}
const codeOf = (answer: { status: number; body: { error?: { code: string } } }) =>
  answer.body.error?.code ?? answer.status;
const from = async (key: string, forwarded: string) =>
  codeOf(await shop.send("GET", "/users/me", { key, headers: { "X-Forwarded-For": forwarded } }));

test("of 10 000 random keys in the right form none is accepted; a real one among them is", async () => {
  const { key } = await newKey();
  const keys = [key, ...Array.from({ length: 10_000 }, () => newApiKey("pdk_"))];
  const accepted: string[] = [];
  for (let n = 0; n < keys.length; n += 500) {
    const tries = keys.slice(n, n + 500).map((candidate) => authenticate(shop.db, candidate, null));
    for (const answer of await Promise.allSettled(tries))
      if (answer.status === "fulfilled") accepted.push(answer.value.name);
  }
  expect(accepted).toEqual(["k"]);
});

test("a key with an end works before it and is key_expired from it on", async () => {
  const live = await newKey({ expiresAt: new Date(Date.now() + 60_000) });
  const over = await newKey({ expiresAt: new Date(Date.now() - 1) });
  expect([await from(live.key, "192.0.2.1"), await from(over.key, "192.0.2.1")]).toEqual([
    200,
    "key_expired",
  ]);
  shop.clock.offsetMs = 86_400_000;
  const later = await from(live.key, "192.0.2.1");
  shop.clock.offsetMs = 0;
  expect(later).toBe(200);
});

test("a key with a list works from its networks only, IPv4 wrapped in IPv6 included", async () => {
  const { key } = await newKey({ allowedIps: ["203.0.113.0/24", "2001:db8:7::/48"] });
  const inside = [
    "203.0.113.9",
    "::ffff:203.0.113.9",
    "::FFFF:cb00:7109",
    "203.0.113.9:5000",
    "2001:db8:7::1",
  ];
  for (const address of inside) expect([address, await from(key, address)]).toEqual([address, 200]);
  const outside = ["203.0.114.9", "::ffff:203.0.114.9", "2001:db8:8::1", "unknown", "203.0.113.999"];
  for (const address of outside)
    expect([address, await from(key, address)]).toEqual([address, "ip_not_allowed"]);
});

test("only as many hops before us as are trusted are believed, and what they say can't break a request", async () => {
  const { key } = await newKey({ allowedIps: ["203.0.113.9"] });
  expect(await from(key, "203.0.113.9, 198.51.100.1")).toBe("ip_not_allowed");
  expect(await from(key, "198.51.100.1, 203.0.113.9")).toBe(200);
  const { key: open } = await newKey();
  expect(await from(open, "'; drop table users")).toBe(200);
  const direct = createApi({ ...shop, trustedProxies: 0 });
  const statusFrom = async (remoteAddress: string) => {
    const headers = { Authorization: `Bearer ${key}`, "X-Forwarded-For": "203.0.113.9" };
    const request = new Request("http://shop.test/proxy/api/v1/users/me", { headers });
    return (await direct.fetch(request, { incoming: { socket: { remoteAddress } } })).status;
  };
  expect([await statusFrom("198.51.100.1"), await statusFrom("::ffff:203.0.113.9")]).toEqual([403, 200]);
});

test("checks come in order: validity, end, address, ban, scope", async () => {
  const key = await newKey({ allowedIps: ["203.0.113.9"], expiresAt: new Date(Date.now() + 60_000) });
  const call = async () =>
    codeOf(
      await shop.send("POST", "/proxy/static", { key: key.key, headers: { "X-Forwarded-For": address } }),
    );
  let address = "203.0.113.9";
  expect(await call()).toBe("forbidden_scope");
  await shop.db.query("update users set is_banned = true where id = $1", [key.userId]);
  expect(await call()).toBe("banned");
  address = "198.51.100.1";
  expect(await call()).toBe("ip_not_allowed");
  await shop.db.query("update api_keys set expires_at = now() where id = $1", [key.id]);
  expect(await call()).toBe("key_expired");
  await shop.db.query("update api_keys set revoked_at = now() where id = $1", [key.id]);
  expect(await call()).toBe("invalid_key");
});

const lastUse = async (id: number) => (await readKeyCard(shop.db, id))?.last_used_at?.getTime() ?? null;

test("reads write no mark of their own, and a mark never goes backwards", async () => {
  const [one, two, unused] = [await newKey(), await newKey(), await newKey()];
  for (const { key } of [one, one, two]) await from(key, "192.0.2.1");
  expect([await lastUse(one.id), await lastUse(two.id)]).toEqual([null, null]);
  await shop.keyUse.flush();
  const marks = [await lastUse(one.id), await lastUse(two.id)];
  expect(marks).toEqual([expect.any(Number), expect.any(Number)]);
  expect(await lastUse(unused.id)).toBeNull();
  await shop.db.query("update api_keys set last_used_at = '2099-01-01' where id = $1", [one.id]);
  await from(one.key, "192.0.2.1");
  await shop.keyUse.flush();
  expect(await lastUse(one.id)).toBe(Date.parse("2099-01-01"));
});

test("marks are written in one statement, and what could not be written is written with the next ones", async () => {
  const [one, two] = [await newKey(), await newKey()];
  let isAway = true;
  let statements = 0;
  const away: Pick<Database, "query"> = {
    query(sql, values) {
      statements++;
      return isAway ? Promise.reject(new Error("away")) : shop.db.query(sql, values);
    },
  };
  const keyUse = createKeyUse({ ...shop.db, ...away });
  keyUse.mark(one.id);
  await keyUse.flush();
  isAway = false;
  keyUse.mark(two.id);
  await keyUse.flush();
  await keyUse.flush();
  expect([await lastUse(one.id), await lastUse(two.id)]).toEqual([expect.any(Number), expect.any(Number)]);
  expect(statements).toBe(2);
});

test("marks lock keys in the order of their ids, so that two processes can't stop each other", async () => {
  const [low, high] = [await newKey(), await newKey()];
  const marks = new Map([high, low].map(({ id }) => [id, new Date()]));
  const writing = await shop.db.transact(async (tx) => {
    await tx.query("select 1 from api_keys where id = $1 for update", [low.id]);
    const promise = markKeysUsed(shop.db, marks);
    await expect.poll(() => waitingForLocks(), { timeout: 10_000 }).toBe(1);
    // It waits for the low one and must not have the high one already.
    await tx.query("select 1 from api_keys where id = $1 for update nowait", [high.id]);
    return { promise };
  });
  await writing.promise;
  expect(await lastUse(high.id)).toEqual(expect.any(Number));
});

async function waitingForLocks(): Promise<number> {
  const rows = await shop.db.query(
    "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.length;
}
