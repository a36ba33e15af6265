import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const KILLS = 20;
/** Each begins with a new shop; `npm run soak` says more. */
const ROUNDS = Number(process.env.ROUNDS ?? 1);
const PORT = Number(process.env.E2E_PORT) + 1;
const BASE = `http://127.0.0.1:${PORT}/proxy/api/v1`;

interface Product {
  launcher: ChildProcess;
  dataDir: string;
}

async function start(dataDir: string): Promise<Product> {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(PORT) };
  const launcher = spawn(process.execPath, ["lib/launcher/start.mjs"], { env, stdio: "ignore" });
  await expect.poll(isReady, { timeout: 60_000, intervals: [100] }).toBe(true);
  return { launcher, dataDir };
}

async function isReady(): Promise<boolean> {
  return fetch(`${BASE}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );
}

/** Every process of the product, Postgres and its backends too, all at once. */
function killEverything({ dataDir }: Product): void {
  const postmaster = Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
  const mine = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid === postmaster || belongsTo(pid, dataDir));
  for (const pid of mine) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone already.
    }
  }
}

function belongsTo(pid: number, dataDir: string): boolean {
  try {
    return (
      pid !== process.pid && readFileSync(`/proc/${pid}/environ`, "utf8").includes(`DATA_DIR=${dataDir}\0`)
    );
  } catch {
    return false;
  }
}

function buy(apiKey: string, idempotencyKey: string): Promise<{ status: number; order: number | null }> {
  return fetch(`${BASE}/proxy/static`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${apiKey}`,
      "Idempotency-Key": idempotencyKey,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ category: "datacenter", country_name: "US", quantity: 1 }),
  }).then(
    async (answer) => ({ status: answer.status, order: (await answer.json()).order_id ?? null }),
    () => ({ status: 0, order: null }),
  );
}

for (let n = 1; n <= ROUNDS; n++)
  test(`${KILLS} × kill -9 of the whole product: what was acknowledged is there, everything else is settled (${n})`, () =>
    killAndSettle());

async function killAndSettle(): Promise<void> {
  test.skip(process.platform !== "linux", "finds the processes in /proc");
  test.setTimeout(300_000);
  const dataDir = mkdtempSync(join(tmpdir(), "proxydeck-kills-"));
  let product = await start(dataDir);
  const { operator } = JSON.parse(readFileSync(join(dataDir, "first-run.json"), "utf8"));
  const made = await fetch(`${BASE}/sandbox/users`, {
    method: "POST",
    headers: { Authorization: `Bearer ${operator.api_key}`, "Content-Type": "application/json" },
    body: JSON.stringify({ balance_usd: "500.00" }),
  });
  const customer = await made.json();
  const acknowledged = new Map<string, number>();
  const tried: string[] = [];
  for (let round = 0; round < KILLS; round++) {
    let running = true;
    const shopping = Promise.all(
      [0, 1].map(async (lane) => {
        for (let n = 0; running && n < 6; n++) {
          const key = `kill-${round}-${lane}-${n}`;
          tried.push(key);
          const { status, order } = await buy(customer.api_key, key);
          if ((status === 200 || status === 202) && order) acknowledged.set(key, order);
        }
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 120));
    killEverything(product);
    running = false;
    await shopping;
    product = await start(dataDir);
  }
  expect(acknowledged.size).toBeGreaterThan(0);
  for (const [key, order] of acknowledged)
    expect(await buy(customer.api_key, key), key).toMatchObject({ order });
  const held = async () => {
    const headers = { Authorization: `Bearer ${customer.api_key}` };
    return (await (await fetch(`${BASE}/users/${customer.user_id}/balance`, { headers })).json()).held_usd;
  };
  await expect.poll(held, { timeout: 60_000 }).toBe("0.00");
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(PORT) };
  expect(execFileSync(process.execPath, ["lib/launcher/run.mjs", "books"], { env }).toString()).toContain(
    "The books close.",
  );
  expect(tried.length).toBeGreaterThan(acknowledged.size);
  product.launcher.kill("SIGTERM");
  await new Promise((resolve) => product.launcher.once("exit", resolve));
  rmSync(dataDir, { recursive: true, force: true });
}
