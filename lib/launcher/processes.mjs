import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * What tells this process from a later one with the same id: its start time as the system writes it.
 * Null when there is no such process, or when it is dead and only waits to be reaped.
 * @param {number} pid
 * @returns {string | null}
 */
export function startTimeOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return process.platform === "linux" ? startTimeFromProc(pid) : startTimeFromPs(pid);
}

/**
 * Whether a process with this id runs (a zombie does not).
 * @param {number} pid
 */
export function isAlive(pid) {
  return startTimeOf(pid) !== null;
}

/**
 * The command line of a process; null when it can't be told.
 * @param {number} pid
 * @returns {string[] | null}
 */
export function commandLineOf(pid) {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], quiet)
      .trim()
      .split(" ");
  } catch {
    return null;
  }
}

/**
 * The parent of a process; null when it can't be told.
 * @param {number} pid
 * @returns {number | null}
 */
export function parentOf(pid) {
  return process.platform === "linux" ? Number(statFields(pid)?.[1]) || null : null;
}

/**
 * Sends a signal and shrugs when the process is already gone.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function signalQuietly(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already, which is what a signal is for.
  }
}

/**
 * Asks again and again until `check` answers something truthy; undefined when time is up.
 * @template T
 * @param {() => T | Promise<T>} check
 * @param {{ timeoutMs: number, everyMs?: number }} options
 * @returns {Promise<T | undefined>}
 */
export async function waitFor(check, { timeoutMs, everyMs = 50 }) {
  const deadline = Date.now() + timeoutMs;
  while (true) {
    const answer = await check();
    if (answer) return answer;
    if (Date.now() >= deadline) return undefined;
    await sleep(everyMs);
  }
}

/** @type {{ encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }} */
const quiet = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };

/** @param {number} pid */
function startTimeFromProc(pid) {
  const fields = statFields(pid);
  return !fields || fields[0] === "Z" || fields[0] === "X" ? null : (fields[19] ?? null);
}

/**
 * What Linux tells of a process, from its state on.
 * @param {number} pid
 */
function statFields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command in brackets may hold spaces and brackets itself: fields count from after the last one.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

/** @param {number} pid */
function startTimeFromPs(pid) {
  try {
    const [state, ...started] = execFileSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], quiet)
      .trim()
      .split(/\s+/);
    return !state || state.startsWith("Z") ? null : started.join(" ");
  } catch {
    return null;
  }
}
