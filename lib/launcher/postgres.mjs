import { existsSync, mkdirSync, readFileSync, realpathSync, rmdirSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { withLock } from "./lock.mjs";
import { socketUrl, USE_YOUR_OWN } from "./postgres-files.mjs";
import { launchPostmaster } from "./postgres-server.mjs";
import { commandLineOf, isAlive, signalQuietly, startTimeOf, waitFor } from "./processes.mjs";

/**
 * A running embedded Postgres. `attached`: it ran already. `stop` ends it, whoever started it.
 * @typedef {{ url: string, pid: number, attached: boolean, isRunning(): boolean, stop(): Promise<void> }} Postgres
 * @typedef {import("./postgres-server.mjs").Postmaster} Postmaster
 */

const DATABASE = "proxydeck";
const RECOVERY_MS = 5 * 60_000;

/**
 * Starts the embedded Postgres on a data directory, made on the first start, or attaches to the one that
 * serves it. It listens on a Unix socket only that user can reach, outlives this process, and logs to
 * `<dataDir>.log`. Throws with the reason and what to do instead.
 * @param {{ dataDir: string, fsync?: boolean }} options `fsync: false`, for databases to throw away, survives a kill but no power cut
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({ dataDir, fsync = true }) {
  const parent = dirname(resolve(dataDir));
  mkdirSync(parent, { recursive: true });
  const options = { dataDir: join(realpathSync(parent), basename(dataDir)), fsync };
  return withLock(`${options.dataDir}.lock`, async () => {
    const found = findPostmaster(options.dataDir);
    // One that was killed a moment ago may still look alive; it isn't once we asked it.
    const running = found && (await isAnswering(found)) ? found : null;
    const postmaster = running ?? (await launchPostmaster(options));
    if (!running && !(await isAnswering(postmaster)))
      throw new Error(
        `The embedded Postgres ended while it started: see ${options.dataDir}.log. ${USE_YOUR_OWN}`,
      );
    await ensureDatabase(postmaster);
    return handleOf(postmaster, options.dataDir, running !== null);
  });
}

/**
 * @param {Postmaster} postmaster
 * @param {string} dataDir
 * @param {boolean} attached
 * @returns {Postgres}
 */
function handleOf({ pid, socketDir }, dataDir, attached) {
  const startedAt = startTimeOf(pid);
  const isRunning = () => startedAt !== null && startTimeOf(pid) === startedAt;
  return {
    url: socketUrl(socketDir, DATABASE),
    pid,
    attached,
    isRunning,
    async stop() {
      /** @type {[NodeJS.Signals, number][]} */
      const steps = [["SIGINT", 10_000], ["SIGQUIT", 5_000], ["SIGKILL", 5_000]]; // biome-ignore format: a table
      for (const [signal, timeoutMs] of steps) {
        if (isRunning()) signalQuietly(pid, signal);
        if (await waitFor(() => !isRunning(), { timeoutMs, everyMs: 20 })) break;
      }
      if (socketDir !== dataDir) removeEmpty(socketDir);
    },
  };
}

/**
 * The live server of a data directory. A pid file whose process is another program's is removed: Postgres
 * itself can't tell the two apart and would refuse to start.
 * @param {string} dataDir
 * @returns {Postmaster | null}
 */
function findPostmaster(dataDir) {
  const path = join(dataDir, "postmaster.pid");
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!isAlive(pid)) return null;
  const commandLine = commandLineOf(pid);
  if (commandLine && !commandLine.join(" ").includes(dataDir)) {
    rmSync(path, { force: true });
    return null;
  }
  return { pid, socketDir: lines[4] || dataDir };
}

/**
 * Waits until the server answers, however long it recovers; false when it ends instead.
 * @param {Postmaster} postmaster
 */
async function isAnswering({ pid, socketDir }) {
  let last = "";
  const answer = await waitFor(
    async () => {
      if (!isAlive(pid)) return "gone";
      try {
        await query(socketDir, "postgres", "SELECT 1");
        return "answered";
      } catch (error) {
        last = error instanceof Error ? error.message : String(error);
        return null;
      }
    },
    { timeoutMs: RECOVERY_MS, everyMs: 20 },
  );
  if (!answer) throw new Error(`The embedded Postgres (pid ${pid}) doesn't answer: ${last}`);
  return answer === "answered";
}

/** @param {Postmaster} postmaster */
async function ensureDatabase({ socketDir }) {
  const found = await query(socketDir, "postgres", `SELECT 1 FROM pg_database WHERE datname = '${DATABASE}'`);
  if (found.rowCount === 0) await query(socketDir, "postgres", `CREATE DATABASE ${DATABASE}`);
}

/**
 * @param {string} socketDir
 * @param {string} database
 * @param {string} sql
 */
async function query(socketDir, database, sql) {
  // Loaded late: this file is also read before dependencies are installed.
  const { Client } = (await import("pg")).default;
  const client = new Client({
    connectionString: socketUrl(socketDir, database),
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** @param {string} directory */
function removeEmpty(directory) {
  try {
    rmdirSync(directory);
  } catch {
    // Still in use, or gone.
  }
}
