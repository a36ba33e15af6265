import { existsSync, mkdirSync, readFileSync, realpathSync, rmdirSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { basename, dirname, join, resolve } from "node:path";
import { withLock } from "./lock.mjs";
import { socketUrl, USE_YOUR_OWN } from "./postgres-files.mjs";
import { DATABASE, launchPostmaster, readStatus } from "./postgres-server.mjs";
import { commandLineOf, isAlive, signalQuietly, startTimeOf, waitFor } from "./processes.mjs";

/**
 * A running embedded Postgres. `attached`: it ran already. `stop` ends it, whoever started it.
 * @typedef {{ url: string, pid: number, attached: boolean, isRunning(): boolean, stop(): Promise<void> }} Postgres
 * @typedef {import("./postgres-server.mjs").Postmaster} Postmaster
 */

const RECOVERY_MS = 5 * 60_000;
/** "May I speak TLS?", which every Postgres answers with one letter before it asks who we are. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

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
    const running = found && (await isServing(found, options.dataDir)) ? found : null;
    const postmaster = running ?? (await launchPostmaster(options));
    if (!running && !(await isServing(postmaster, options.dataDir)))
      throw new Error(
        `The embedded Postgres ended while it started: see ${options.dataDir}.log. ${USE_YOUR_OWN}`,
      );
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
 * Waits until the server takes queries, however long it recovers; false when it ends instead.
 * @param {Postmaster} postmaster
 * @param {string} dataDir
 */
async function isServing({ pid, socketDir }, dataDir) {
  const answer = await waitFor(
    async () => {
      if (!isAlive(pid)) return "gone";
      return readStatus(dataDir, pid) === "ready" && (await isAnswering(socketDir)) ? "serving" : null;
    },
    { timeoutMs: RECOVERY_MS, everyMs: 20 },
  );
  if (!answer) throw new Error(`The embedded Postgres (pid ${pid}) doesn't answer; see ${dataDir}.log.`);
  return answer === "serving";
}

/**
 * Whether a process behind the socket speaks the protocol. No driver: that is the store's.
 * @param {string} socketDir
 * @returns {Promise<boolean>}
 */
function isAnswering(socketDir) {
  return new Promise((resolve) => {
    const socket = createConnection({ path: join(socketDir, ".s.PGSQL.5432"), timeout: 2_000 });
    const finish = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => socket.write(SSL_REQUEST));
    socket.once("data", () => finish(true));
    for (const event of ["error", "end", "timeout"]) socket.once(event, () => finish(false));
  });
}

/** @param {string} directory */
function removeEmpty(directory) {
  try {
    rmdirSync(directory);
  } catch {
    // Still in use, or gone.
  }
}
