import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApi } from "@/lib/api/app";
import { readDataFiles, restoredDataKey, writeDataFiles } from "@/lib/data-files";
import { extendChain, verifyChain } from "@/lib/domain/audit/chain";
import { createSeal } from "@/lib/seal";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { readBackup, restoreBackup, writeBackup } from "./backup";
import { openDatabase } from "./db";

const DATA_KEY = "the key of the shop that was lost";
const SECRETS = JSON.stringify({ AUTH_SECRET: "a", DATA_KEY });
let folder: string;
let shop: TestBusiness;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "proxydeck-backup-"));
  shop = await createTestBusiness({ seal: createSeal(DATA_KEY) });
});
afterAll(async () => {
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

let counter = 0;
const freshFile = () => join(folder, `backup-${++counter}.gz`);
const backUp = async (file = freshFile(), files: Record<string, string> = { "secrets.json": SECRETS }) => {
  await writeBackup(shop.db, file, { probe: createSeal(DATA_KEY).close("backup", "backup"), files });
  return file;
};
const buy = (key: string, quantity: number, country_name = "US") => ({
  key,
  body: { category: "isp", country_name, quantity },
  idempotencyKey: `backup-test-${++counter}`,
});

/** A database without anything in it. */
async function emptyUrl(): Promise<string> {
  const name = `r_${process.pid}_${++counter}`;
  const admin = new pg.Client({ connectionString: shop.databaseUrl });
  await admin.connect();
  await admin.query(`create database ${name} template template0`);
  await admin.end();
  return shop.databaseUrl.replace(/\/t_[0-9a-f]+(?=\?|$)/, `/${name}`);
}

/** All rows of all tables as text, to compare two databases by; xids differ between them by nature. */
async function contentsOf(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query(
    // What is unlogged, as counts of rate limits are, is not meant to survive a crash, let alone a move.
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relpersistence = 'p'",
  );
  const contents: Record<string, string> = {};
  for (const { name } of tables) {
    const at = name === "migrations" ? "- 'at'" : "";
    const { rows } = await client.query(
      `select coalesce(string_agg(t, E'\\n' order by t), '') as all from (select (to_jsonb(r) - 'xact' ${at})::text as t from "${name}" r) x`,
    );
    contents[name] = rows[0].all;
  }
  await client.end();
  return contents;
}

test("drill: a restored shop has every row, its books and audit chain close, credentials open, and it goes on", async () => {
  const [operator, user] = [await shop.newUser("0.00", "operator"), await shop.newUser()];
  const list = "198.51.100.9:8080:user:imported-secret";
  await shop.send("POST", "/admin/stock", {
    key: operator.api_key,
    body: { category: "isp", country_name: "FR", list },
  });
  const { body: own } = await shop.send("POST", "/proxy/static", buy(user.api_key, 3));
  const { body: imported } = await shop.send("POST", "/proxy/static", buy(user.api_key, 1, "FR"));
  shop.supplier.faults.push("lost_answer");
  await shop.send("POST", "/proxy/static", buy(user.api_key, 2));
  await shop.db.query(
    "insert into settings (name, value) values ('nothing', 'null'), ('words', '\"¼ \\\\ \\n\"')",
  );
  await extendChain(shop.db);
  const before = [own, imported].map(({ subscription_id: id }) => `/proxy/subscriptions/${id}/credentials`);
  const secrets = await Promise.all(before.map((path) => shop.send("GET", path, { key: user.api_key })));

  const file = await backUp();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const url = await emptyUrl();
  const db = openDatabase(url, 1);
  const header = await readBackup(file);
  await restoreBackup(db, file, { header, force: false });
  expect(await contentsOf(url)).toEqual(await contentsOf(shop.databaseUrl));
  await db.close();

  const restored = openDatabase(url, 8);
  await requireClosedBooks(restored);
  const api = createApi({ ...shop, db: restored, seal: createSeal(DATA_KEY) });
  const send = async (method: string, path: string, body?: unknown, idempotencyKey = "") => {
    const answer = await api.request(`http://shop.test/proxy/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${user.api_key}`,
        "Content-Type": "application/json",
        ...(idempotencyKey ? { "Idempotency-Key": idempotencyKey } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return answer.json();
  };
  for (const [n, path] of before.entries()) expect(await send("GET", path)).toEqual(secrets[n]?.body);
  const next = await send("POST", "/proxy/static", buy("", 1).body, "first-after-restore");
  expect(next.status).toBe("ok");
  expect(next.order_id).toBeGreaterThan(imported.order_id + 1);
  await requireClosedBooks(restored);
  await expect
    .poll(async () => (await extendChain(restored)) + (await verifyChain(restored)).waiting, {
      timeout: 20_000,
    })
    .toBe(0);
  expect((await verifyChain(restored)).problems).toEqual([]);
  await expect(restored.query("delete from postings")).rejects.toThrow("append-only");
  await restored.close();
});

test("a shop is not replaced without --force, and never while it is in use", async () => {
  await shop.newUser();
  const file = await backUp();
  const header = await readBackup(file);
  const url = await emptyUrl();
  const db = openDatabase(url, 1);
  await restoreBackup(db, file, { header, force: false });
  await db.query("update users set notes = 'written after the backup'");
  await expect(restoreBackup(db, file, { header, force: false })).rejects.toThrow("--force");
  const other = openDatabase(url, 1);
  await other.query("select 1");
  await expect(restoreBackup(db, file, { header, force: true })).rejects.toThrow("in use");
  await other.close();
  await expect
    .poll(() => restoreBackup(db, file, { header, force: true }).then(() => "done", String), {
      timeout: 10_000,
    })
    .toBe("done");
  expect(await db.query("select 1 from users where notes is not null")).toEqual([]);
  await db.close();
});

test("a refusal before the commit leaves the database as it was", async () => {
  const file = await backUp();
  const db = openDatabase(await emptyUrl(), 1);
  const beforeCommit = () => {
    throw new Error("no room for the files");
  };
  const restore = restoreBackup(db, file, { header: await readBackup(file), force: false, beforeCommit });
  await expect(restore).rejects.toThrow("no room");
  expect(await db.query("select 1 from pg_tables where schemaname = 'public'")).toEqual([]);
  await db.close();
});

test("a backup that is cut off, changed, of a newer version or none at all is refused", async () => {
  const file = await backUp();
  const bytes = readFileSync(file);
  const variant = (content: Buffer) => {
    const path = freshFile();
    writeFileSync(path, content);
    return path;
  };
  await expect(readBackup(variant(bytes.subarray(0, bytes.length - 40)))).rejects.toThrow(/cut off/);
  const text = gunzipSync(bytes).toString("utf8");
  const changed = variant(gzipSync(text.replace("100.00", "900.00")));
  await expect(readBackup(changed)).rejects.toThrow(/damaged/);
  await expect(readBackup(variant(gzipSync("hello\n")))).rejects.toThrow("not a backup");
  await expect(readBackup(join(folder, "missing.gz"))).rejects.toThrow(/missing/);
  const header = await readBackup(file);
  const newer = { ...header, migrations: [...header.migrations, "9999-later"] };
  const db = openDatabase(await emptyUrl(), 1);
  await expect(restoreBackup(db, file, { header: newer, force: false })).rejects.toThrow("newer version");
  await db.close();
  await expect(backUp(file)).resolves.toBe(file);
});

test("generated secrets travel with the backup, keys from the settings don't", () => {
  const [from, to] = [mkdtempSync(join(folder, "from-")), mkdtempSync(join(folder, "to-"))];
  writeFileSync(join(from, "secrets.json"), SECRETS);
  writeFileSync(join(from, "ports.json"), "{}");
  writeFileSync(join(to, "secrets.json"), JSON.stringify({ DATA_KEY: "generated on the new machine" }));
  expect(Object.keys(readDataFiles(from, "a key from the settings"))).toEqual(["ports.json"]);
  const files = readDataFiles(from, DATA_KEY);
  expect(Object.keys(files)).toEqual(["secrets.json", "ports.json"]);
  expect(restoredDataKey(to, "generated on the new machine", files)).toBe(DATA_KEY);
  expect(restoredDataKey(to, "a key from the settings", files)).toBe("a key from the settings");
  writeDataFiles(to, files);
  expect(readFileSync(join(to, "secrets.json"), "utf8")).toBe(SECRETS);
  expect(statSync(join(to, "ports.json")).mode & 0o777).toBe(0o600);
});
