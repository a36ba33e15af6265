import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { startTimeOf, waitFor } from "./processes.mjs";

/**
 * Who holds a lock file: a process, told from a later one with the same id by its start time, and a note
 * for others to read.
 * @typedef {{ pid: number, startedAt: string, note: string }} Holder
 * @typedef {{ annotate(note: string): void, release(): void }} Lock
 */

/**
 * Takes the lock, or answers who holds it. A lock left by a dead process is taken over.
 * @param {string} path
 * @returns {{ lock: Lock } | { holder: Holder }}
 */
export function acquireLock(path) {
  const mine = `${path}.${process.pid}`;
  writeHolder(mine, "");
  try {
    while (true) {
      if (tryLink(mine, path)) return { lock: ownLock(path) };
      const text = readText(path);
      const holder = parseLive(text);
      if (holder) return { holder };
      if (text !== null) setAside(path, text);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Waits for the lock, runs `work` under it and gives it back.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  const lock = await waitFor(
    () => {
      const answer = acquireLock(path);
      return "lock" in answer ? answer.lock : null;
    },
    { timeoutMs: 10 * 60_000, everyMs: 200 },
  );
  if (!lock) throw new Error(`Gave up waiting for ${path}.`);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/**
 * The live process that holds the lock; null when nobody does.
 * @param {string} path
 */
export function lockHolder(path) {
  return parseLive(readText(path));
}

/**
 * @param {string} path
 * @returns {Lock}
 */
function ownLock(path) {
  return {
    annotate(note) {
      const next = `${path}.${process.pid}`;
      writeHolder(next, note);
      renameSync(next, path);
    },
    release() {
      if (lockHolder(path)?.pid === process.pid) rmSync(path, { force: true });
    },
  };
}

/**
 * @param {string} path
 * @param {string} note
 */
function writeHolder(path, note) {
  /** @type {Holder} */
  const holder = { pid: process.pid, startedAt: startTimeOf(process.pid) ?? "", note };
  writeFileSync(path, JSON.stringify(holder), { mode: 0o600 });
}

/**
 * A hard link appears with its whole content or not at all, and fails when the name is taken.
 * @param {string} from
 * @param {string} to
 */
function tryLink(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    // Some mounted file systems know no hard links.
    if (["EPERM", "ENOTSUP", "ENOSYS"].includes(String(codeOf(error)))) return tryCopy(from, to);
    throw error;
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
function tryCopy(from, to) {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/**
 * Moves a stale lock out of the way. Should somebody have replaced it since we read it, it goes back.
 * @param {string} path
 * @param {string} stale
 */
function setAside(path, stale) {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if (readText(aside) !== stale) tryLink(aside, path);
  rmSync(aside, { force: true });
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/**
 * @param {string | null} text
 * @returns {Holder | null}
 */
function parseLive(text) {
  try {
    const holder = JSON.parse(text ?? "null");
    return holder && startTimeOf(holder.pid) === holder.startedAt ? holder : null;
  } catch {
    return null;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
