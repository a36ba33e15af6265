import { execFile } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";

const run = promisify(execFile);
const folder = join("node_modules", ".cache", `buyer-${process.pid}`);
let shop: TestBusiness;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: ["lib/testing/buyer.ts"],
    outfile: join(folder, "buyer.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  shop = await createTestBusiness();
});
afterEach(() => requireClosedBooks(shop.db));
afterAll(async () => {
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Two processes, each with `count` purchases at once. Answers all statuses. */
async function buyFromTwoProcesses(apiKey: string, count: number, how: string): Promise<number[]> {
  const buyer = () =>
    run(process.execPath, [join(folder, "buyer.mjs"), shop.databaseUrl, apiKey, String(count), how]);
  const outputs = await Promise.all([buyer(), buyer()]);
  return outputs.flatMap(({ stdout }): number[] => JSON.parse(stdout));
}

async function countOrders(userId: number): Promise<number> {
  const [row] = await shop.db.query<{ n: number }>("select count(*) as n from orders where user_id = $1", [
    userId,
  ]);
  return row?.n ?? -1;
}

test("100 parallel purchases with one key from two processes charge once", async () => {
  const user = await shop.newUser("100.00");
  const statuses = await buyFromTwoProcesses(user.api_key, 50, "same");
  expect(statuses.filter((status) => status !== 200 && status !== 202 && status !== 409)).toEqual([]);
  expect(await countOrders(user.user_id)).toBe(1);
});

test("100 keys with money for ten from two processes buy ten", async () => {
  const user = await shop.newUser("25.00");
  const statuses = await buyFromTwoProcesses(user.api_key, 50, "each");
  expect(statuses.filter((status) => status === 200 || status === 202)).toHaveLength(10);
  expect(statuses.filter((status) => status === 402)).toHaveLength(90);
  expect((await shop.send("GET", "/users/me", { key: user.api_key })).body.user.balance_usd).toBe("0.00");
});

test("control: looking before claiming charges more than once", async () => {
  const user = await shop.newUser("100.00");
  await buyFromTwoProcesses(user.api_key, 10, "naive");
  expect(await countOrders(user.user_id)).toBeGreaterThan(1);
});
