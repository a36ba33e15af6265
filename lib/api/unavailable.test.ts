import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { runDueJobs } from "@/lib/jobs/runner";
import { type Database, type Db, openDatabase } from "@/lib/store/db";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { createApi } from "./app";

/** Several purchases for each of the tables. */
const MANY_PURCHASES_MS = 120_000;

let shop: TestBusiness;
beforeAll(async () => {
  shop = await createTestBusiness();
});
afterEach(() => requireClosedBooks(shop.db));
afterAll(() => shop.close());

/** Buys through an API that works on another database handle. */
async function buyThrough(db: Db, apiKey: string, path = "/proxy/static") {
  const response = await createApi({ ...shop, db }).request(`http://shop.test/proxy/api/v1${path}`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${apiKey}`,
      "Idempotency-Key": "database-away",
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ category: "isp", country_name: "US", quantity: 1 }),
  });
  const body: { error: { code: string; charged: unknown; message: string } } = JSON.parse(
    await response.text(),
  );
  return { ...body, status: response.status, retryAfter: response.headers.get("Retry-After") };
}

/** Cuts the connection of the first transaction, before or after its work. */
function cutting(when: "before" | "after"): Db {
  let isCut = false;
  const cut = async (tx: Db) => {
    isCut = true;
    const [row] = await tx.query<{ pid: number }>("select pg_backend_pid() as pid");
    await shop.db.query("select pg_terminate_backend($1)", [row?.pid ?? 0]);
  };
  return {
    ...shop.db,
    transact: (work) =>
      shop.db.transact(async (tx) => {
        if (when === "before" && !isCut) await cut(tx);
        const result = await work(tx);
        if (when === "after" && !isCut) await cut(tx);
        return result;
      }),
  };
}

const balanceOf = async (key: string) => (await shop.send("GET", "/users/me", { key })).body.user.balance_usd;

test.each([
  ["nobody listens", "postgres://nobody@127.0.0.1:1/none"],
  ["there is no socket", "postgres://nobody@%2Ftmp%2Fno-such-socket/none"],
  ["there is no such database", "missing"],
])("503 unavailable and nothing charged when %s", async (_name, url) => {
  const { api_key: key } = await shop.newUser();
  const away: Database = openDatabase(url === "missing" ? shop.databaseUrl.replace(/t_\w+/, "t_gone") : url);
  const answer = await buyThrough(away, key);
  expect(answer).toMatchObject({
    status: 503,
    retryAfter: "2",
    error: { code: "unavailable", charged: false },
  });
  expect(answer.error.message).not.toContain("ECONN");
  const ready = await createApi({ ...shop, db: away }).request("http://shop.test/readyz");
  expect(ready.status).toBe(503);
  await away.close();
});

test("a connection lost before the commit charged nothing; the same key buys afterwards", async () => {
  const { api_key: key } = await shop.newUser();
  expect(await buyThrough(cutting("before"), key)).toMatchObject({
    status: 503,
    error: { code: "unavailable", charged: false },
  });
  expect(await balanceOf(key)).toBe("100.00");
  expect((await buyThrough(shop.db, key)).status).toBe(200);
  expect(await balanceOf(key)).toBe("97.50");
});

test("a connection lost at the commit leaves the charge unknown, and the same key settles it, once", async () => {
  const { api_key: key } = await shop.newUser();
  expect(await buyThrough(cutting("after"), key)).toMatchObject({
    status: 503,
    error: { code: "unavailable", charged: "unknown" },
  });
  expect((await buyThrough(shop.db, key)).status).toBe(200);
  expect(await balanceOf(key)).toBe("97.50");
});

/** Fills the disk for one table: nothing more can be written there. */
async function fillDisk(table: string): Promise<() => Promise<void>> {
  await shop.db.query(
    `create trigger disk_full before insert or update on ${table} for each statement execute function disk_full()`,
  );
  return async () => {
    await shop.db.query(`drop trigger disk_full on ${table}`);
  };
}

test(
  "a disk that is full at any table of a purchase is 503, leaves no partial money, and the same key goes on",
  async () => {
    await shop.db.script(
      `create function disk_full() returns trigger language plpgsql as
       $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`,
    );
    const tables = await shop.db.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
    );
    const full: string[] = [];
    for (const { name } of tables) {
      const { api_key: key } = await shop.newUser();
      const free = await fillDisk(name);
      const answer = await buyThrough(shop.db, key).finally(free);
      const balance = await balanceOf(key);
      if (answer.status === 503) full.push(name);
      if (answer.status === 503 && answer.error.charged === false)
        expect([name, balance]).toEqual([name, "100.00"]);
      expect([name, [200, 202, 503]]).toEqual([name, expect.arrayContaining([answer.status])]);
      await buyThrough(shop.db, key);
      await runDueJobs(shop, new Date(Date.now() + 60_000));
      expect([name, (await buyThrough(shop.db, key)).status]).toEqual([name, 200]);
      expect([name, await balanceOf(key)]).toEqual([name, "97.50"]);
      await requireClosedBooks(shop.db);
    }
    expect(full).toEqual(expect.arrayContaining(["idempotency", "orders", "postings", "stock", "wallets"]));
  },
  MANY_PURCHASES_MS,
);
