import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { acquireLock, lockHolder } from "./lock.mjs";
import { choosePorts } from "./ports.mjs";
import { readSettings } from "./settings.mjs";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "lock-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test("a lock is held once, carries a note, and is free after its release", () => {
  const path = join(dir, "lock");
  const first = acquireLock(path);
  if (!("lock" in first)) throw new Error("a free lock was refused");
  first.lock.annotate("http://127.0.0.1:3000");
  expect(acquireLock(path)).toMatchObject({ holder: { pid: process.pid, note: "http://127.0.0.1:3000" } });
  first.lock.release();
  expect(readdirSync(dir)).toEqual([]);
});

test.each([
  ["a dead process", JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "1", note: "" })],
  [
    "an earlier process with the id of a living one",
    JSON.stringify({ pid: process.pid, startedAt: "1", note: "" }),
  ],
  ["a writer that was cut short", ""],
])("a lock left by %s is taken over", (_, text) => {
  const path = join(dir, "lock");
  writeFileSync(path, text);
  expect(lockHolder(path)).toBeNull();
  expect(acquireLock(path)).toHaveProperty("lock");
  expect(readdirSync(dir)).toEqual(["lock"]);
});

test("ports are chosen once and kept; a busy one nobody asked for gives way", async () => {
  const settings = readSettings({ NODE_ENV: "test", DATA_DIR: dir });
  const first = await choosePorts(settings);
  expect(await choosePorts(settings)).toEqual(first);

  rmSync(join(dir, "ports.json"));
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(first.web, "127.0.0.1", resolve));
  expect((await choosePorts(settings)).web).not.toBe(first.web);
  squatter.close();
});
