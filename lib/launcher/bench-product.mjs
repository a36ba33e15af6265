import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "./processes.mjs";
import { ROOT } from "./steps.mjs";

const READY_MS = 120_000;
const LIMITS = ["reads", "quotes", "money", "operator", "credentials", "addresses", "pages", "checkout"];

/**
 * Starts the product as `npm start` does, in a folder of its own and without limits, and takes both away at the end.
 * @template T
 * @param {number} port
 * @param {(product: { url: string, folder: string, firstRun: string }) => Promise<T>} measure
 * @returns {Promise<T>}
 */
export async function withProduct(port, measure) {
  const folder = mkdtempSync(join(tmpdir(), "proxydeck-bench-"));
  const limits = LIMITS.map((name) => `${name}=1000000`).join();
  const product = spawn(process.execPath, [join(ROOT, "lib/launcher/start.mjs")], {
    env: { ...productionEnv(), DATA_DIR: folder, PORT: String(port), RATE_LIMITS: `${limits},inflight=1000` },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilUp(`${url}/readyz`);
    return await measure({ url, folder, firstRun: join(folder, "first-run.json") });
  } finally {
    await endOf(product);
    rmSync(folder, { recursive: true, force: true });
  }
}

export function productionEnv() {
  return { ...process.env, NODE_ENV: /** @type {const} */ ("production") };
}

/** @param {import("node:child_process").ChildProcess} child */
export async function endOf(child) {
  const end = child.exitCode === null && once(child, "exit");
  child.kill("SIGTERM");
  await end;
}

/** @param {string} url */
export async function untilUp(url) {
  const isUp = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  if (!(await waitFor(isUp, { timeoutMs: READY_MS, everyMs: 200 })))
    throw new Error(`${url} does not answer.`);
}
