import { existsSync } from "node:fs";
import { join } from "node:path";
import { bundlePrograms, ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { acquireLock } from "./lock.mjs";
import { choosePorts } from "./ports.mjs";
import { keepPostgres } from "./postgres-keeper.mjs";
import { waitFor } from "./processes.mjs";
import { localUrl, makeDataDir, programEnvironment, readJson, readSettings } from "./settings.mjs";
import { ROOT, runNode } from "./steps.mjs";
import { supervise } from "./supervise.mjs";

/**
 * The programs to run, as arguments of Node.
 * @typedef {{ setup: string[], gateway: string[], server: string[] }} Programs
 * @typedef {{ env: NodeJS.ProcessEnv, dev: boolean, programs: Programs, prepare: boolean }} LaunchOptions
 * @typedef {{ signal: AbortSignal, atEnd(stop: () => unknown): void, fail(error: Error): void }} Life
 */

const READY_MS = 120_000;

/**
 * What the product runs: `npm start`, or with `dev` the pages by `next dev`.
 * @param {boolean} dev
 * @returns {Programs}
 */
export function productPrograms(dev) {
  const program = (/** @type {string} */ name) => [join(ROOT, "dist", `${name}.js`)];
  return { setup: program("setup"), gateway: program("gateway"), server: dev ? [] : program("server") };
}

/**
 * Brings everything up, from a bare checkout if need be, and answers once it serves. What has to end with
 * the launcher is handed to `life.atEnd` as soon as it runs; the last one handed over ends first.
 * @param {LaunchOptions} options
 * @param {Life} life
 * @returns {Promise<"up" | "already-up" | "already-starting">}
 */
export async function launch({ env, dev, programs, prepare }, life) {
  const settings = readSettings(env);
  makeDataDir(settings.dataDir);
  const answer = acquireLock(join(settings.dataDir, "launcher.lock"));
  if ("holder" in answer) return reportOther(answer.holder);
  life.atEnd(answer.lock.release);

  if (prepare) await prepareProduct(dev, life.signal);
  const ports = await choosePorts(settings);
  const url = localUrl(settings.host, ports.web);
  answer.lock.annotate(url);
  const databaseUrl = env.DATABASE_URL || (await keepPostgres(join(settings.dataDir, "postgres"), life));
  life.signal.throwIfAborted();
  const environment = programEnvironment({ env, settings, ports, databaseUrl });

  const firstRunFile = join(settings.dataDir, "first-run.json");
  const isFirst = !existsSync(firstRunFile);
  await runNode("Setting up", programs.setup, { env: environment, signal: life.signal });
  const serving = startPrograms(programs, environment, dev, life);
  await untilReady(url, dev, life.signal);
  for (const program of serving) program.settle();
  greet(environment.PUBLIC_URL || url, firstRunFile, isFirst);
  return "up";
}

/**
 * @param {boolean} dev
 * @param {AbortSignal} signal
 */
async function prepareProduct(dev, signal) {
  await ensureInstalled({ signal });
  if (dev) await bundlePrograms();
  else await ensureBuilt({ signal });
}

/**
 * @param {Programs} programs
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} dev
 * @param {Life} life
 */
function startPrograms(programs, env, dev, life) {
  const next = [
    join(ROOT, "node_modules/next/dist/bin/next"),
    "dev",
    "-p",
    env.PORT ?? "",
    "-H",
    env.HOST ?? "",
  ];
  const shared = { giveUpAfter: 5, onGiveUp: life.fail };
  const gateway = supervise({
    ...shared,
    name: "gateway",
    args: programs.gateway,
    env,
    delaysMs: [0, 100, 300, 1_000, 3_000],
  });
  const server = supervise({
    ...shared,
    name: "server",
    args: dev ? next : programs.server,
    env: dev ? { ...env, NODE_ENV: "development" } : env,
    delaysMs: [100, 500, 1_000, 3_000, 5_000],
  });
  life.atEnd(() => Promise.all([server.stop(), gateway.stop()]));
  return [gateway, server];
}

/**
 * @param {string} url
 * @param {boolean} dev
 * @param {AbortSignal} signal
 */
async function untilReady(url, dev, signal) {
  const ready = await waitFor(() => signal.aborted || isReady(url, dev), {
    timeoutMs: READY_MS,
    everyMs: 50,
  });
  signal.throwIfAborted();
  if (!ready)
    throw new Error(`The server isn't ready after ${READY_MS / 1000} s: ${url}/readyz doesn't answer 200.`);
}

/**
 * @param {string} url
 * @param {boolean} [anyAnswer]
 */
async function isReady(url, anyAnswer = false) {
  try {
    const response = await fetch(`${url}/readyz`, {
      signal: AbortSignal.timeout(anyAnswer ? 60_000 : 3_000),
    });
    return anyAnswer || response.status === 200;
  } catch {
    return false;
  }
}

/** @param {import("./lock.mjs").Holder} holder */
async function reportOther({ pid, note }) {
  if (note && (await isReady(note))) {
    console.log(`Proxydeck is already running at ${note} (pid ${pid}).`);
    return "already-up";
  }
  console.error(`Proxydeck is already being started by another process (pid ${pid}), but isn't ready yet.`);
  return "already-starting";
}

/**
 * @param {string} url
 * @param {string} firstRunFile
 * @param {boolean} isFirst
 */
function greet(url, firstRunFile, isFirst) {
  console.log(`\nProxydeck is ready: ${url}`);
  const known = readJson(firstRunFile);
  if (known && isFirst) {
    console.log("Sign in as");
    for (const role of ["operator", "customer"]) {
      const where = role === "operator" ? `${url}/operator` : url;
      if (known[role]) console.log(`  ${role}  ${known[role].email}  ${known[role].password}  ${where}`);
    }
    console.log(`These and the API keys are kept in ${firstRunFile}.`);
  } else if (known) console.log(`How to sign in: ${firstRunFile}`);
  console.log("Stop with Ctrl-C.");
}
