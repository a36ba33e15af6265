import { spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { locateBinaries, socketDirectory, USE_YOUR_OWN } from "./postgres-files.mjs";
import { chooseUser, commandAs, giveTo } from "./postgres-user.mjs";
import { waitFor } from "./processes.mjs";

/** The database in it; `postgres` stays empty. */
export const DATABASE = "proxydeck";
const RECOVERY_MS = 5 * 60_000;
const ORPHANS_MS = 30_000;
const MAX_LOG_BYTES = 10_000_000;

/**
 * @typedef {{ dataDir: string, fsync: boolean }} Options
 * @typedef {{ pid: number, socketDir: string }} Postmaster
 */

/**
 * Starts the server process on a data directory, made if there is none. It may still be recovering.
 * @param {Options} options
 * @returns {Promise<Postmaster>}
 */
export async function launchPostmaster({ dataDir, fsync }) {
  const binaries = locateBinaries();
  const runAs = chooseUser(dataDir, binaries);
  if (!existsSync(join(dataDir, "PG_VERSION"))) initialise({ dataDir, fsync }, binaries, runAs);
  giveTo(dataDir, runAs.owner);
  const socketDir = socketDirectory(dataDir, runAs.owner);
  const settings = {
    listen_addresses: "",
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: "0700",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    // Values of rows and parameters stay out of the log.
    log_error_verbosity: "terse",
    log_parameter_max_length_on_error: "0",
    ...(fsync ? { fsync: "on" } : { fsync: "off", full_page_writes: "off" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const command = commandAs(runAs, binaries.postgres, ["-D", dataDir, ...flags]);
  const deadline = Date.now() + ORPHANS_MS;
  while (true) {
    const { pid, complaint } = await spawnServer(command, dataDir);
    if (pid) return { pid, socketDir };
    // Backends of a killed server hold its memory until they notice; no pid file tells when.
    const passing = /shared memory block|lock file .* already exists/.test(complaint);
    if (!passing || Date.now() > deadline)
      throw new Error(`The embedded Postgres didn't start: ${complaint}\n${USE_YOUR_OWN}`);
    await sleep(200);
  }
}

/**
 * Spawns the server and answers its pid once it accepts or recovers, or what it wrote before it gave up.
 * @param {ReturnType<typeof commandAs>} command
 * @param {string} dataDir
 * @returns {Promise<{ pid?: number, complaint: string }>}
 */
async function spawnServer({ command, args, as }, dataDir) {
  const logFile = `${dataDir}.log`;
  if (existsSync(logFile) && statSync(logFile).size > MAX_LOG_BYTES) truncateSync(logFile);
  const log = openSync(logFile, "a", 0o600);
  const logStart = statSync(logFile).size;
  // In a session of its own: a Ctrl-C in the terminal must not reach it before those who use it.
  const child = spawn(command, args, {
    ...as,
    cwd: "/",
    env: quietEnvironment(),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  let failure = "";
  child.once("error", (error) => {
    failure = error.message;
  });
  const isUp = () => /^(ready|starting)$/.test(readStatus(dataDir, child.pid));
  const isOver = () => failure !== "" || child.exitCode !== null || child.signalCode !== null;
  await waitFor(() => isOver() || isUp(), { timeoutMs: RECOVERY_MS, everyMs: 10 });
  if (!isOver() && child.pid) return { pid: child.pid, complaint: "" };
  const written = readFileSync(logFile).subarray(logStart).toString("utf8").trim();
  return { complaint: failure || written || `it ended with ${child.signalCode ?? child.exitCode}` };
}

/**
 * What the server says of itself in its pid file: starting, ready, stopping; empty when the file isn't its.
 * @param {string} dataDir
 * @param {number | undefined} pid
 */
export function readStatus(dataDir, pid) {
  try {
    const lines = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
    return Number(lines[0]) === pid ? (lines[7] ?? "").trim() : "";
  } catch {
    return "";
  }
}

/**
 * Makes a data directory with its database, beside its final name: one cut short is never taken for a whole.
 * @param {Options} options
 * @param {{ initdb: string, postgres: string }} binaries
 * @param {import("./postgres-user.mjs").RunAs} runAs
 */
function initialise({ dataDir, fsync }, { initdb, postgres }, runAs) {
  const parent = dirname(dataDir);
  const prefix = `${basename(dataDir)}.init-`;
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const draft = join(parent, prefix + process.pid);
  mkdirSync(draft, { mode: 0o700 });
  if (process.getuid?.() === 0) chownSync(draft, runAs.owner.uid, runAs.owner.gid);
  const flags = [
    "--encoding=UTF8",
    // Sorts by code, as C does, and knows the capitals of every alphabet.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=trust",
    "--username=proxydeck",
    "--no-instructions",
  ];
  try {
    runToEnd(commandAs(runAs, initdb, ["-D", draft, ...flags, ...(fsync ? [] : ["--no-sync"])]));
    runToEnd(
      commandAs(runAs, postgres, ["--single", "-D", draft, "template1"]),
      `CREATE DATABASE ${DATABASE}\n`,
    );
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
  renameSync(draft, dataDir);
}

/**
 * @param {ReturnType<typeof commandAs>} command
 * @param {string} [input]
 */
function runToEnd({ command, args, as }, input = "") {
  const run = spawnSync(command, args, { ...as, input, cwd: "/", env: quietEnvironment(), encoding: "utf8" });
  if (run.status === 0 && !/^.*(ERROR|FATAL):/m.test(run.stderr)) return;
  const reason = (run.error?.message ?? run.stderr).trim();
  throw new Error(`The embedded Postgres couldn't make its data directory: ${reason}\n${USE_YOUR_OWN}`);
}

/**
 * The database needs none of our environment, least of all its secrets.
 * @returns {NodeJS.ProcessEnv}
 */
function quietEnvironment() {
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", NODE_ENV: "production" };
}
