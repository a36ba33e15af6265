import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Postgres, startPostgres } from "./postgres.mjs";

let dir = "";
let running: Postgres[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "pg-"));
});

afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  running = [];
  rmSync(dir, { recursive: true, force: true });
});

async function start(dataDir: string): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir, fsync: false });
  running.push(postgres);
  return postgres;
}

async function query(url: string, sql: string) {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("concurrent starts share one server, and what was committed survives a kill -9", async () => {
  const dataDir = join(dir, "database");
  const both = await Promise.all([start(dataDir), start(dataDir)]);
  expect(both[0].pid).toBe(both[1].pid);
  expect(both.map(({ attached }) => attached).sort()).toEqual([false, true]);
  await query(both[0].url, "CREATE TABLE kept AS SELECT 42 AS answer");

  process.kill(both[0].pid, "SIGKILL");
  const next = await start(dataDir);
  expect(next.pid).not.toBe(both[0].pid);
  expect(await query(next.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  expect(await query(next.url, "SHOW listen_addresses")).toEqual([{ listen_addresses: "" }]);

  await next.stop();
  expect(next.isRunning()).toBe(false);
  expect(existsSync(join(dataDir, "postmaster.pid"))).toBe(false);
}, 30_000);

test("a path too long for a socket, a foreign process in the pid file and half a data directory don't matter", async () => {
  const parent = join(dir, "long".repeat(30));
  mkdirSync(join(parent, "database.init-1"), { recursive: true });
  writeFileSync(join(parent, "database.init-1/PG_VERSION"), "18");
  const first = await start(join(parent, "database"));
  expect(await query(first.url, "SHOW server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
  await first.stop();

  writeFileSync(join(parent, "database/postmaster.pid"), `${process.pid}\n${parent}/database\n1\n5432\n`);
  const second = await start(join(parent, "database"));
  expect(second.attached).toBe(false);
  expect(existsSync(join(parent, "database.init-1"))).toBe(false);
}, 30_000);
