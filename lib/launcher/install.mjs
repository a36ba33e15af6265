import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run } from "./steps.mjs";

/**
 * @typedef {{ version?: string, optional?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} LockFile
 */

/**
 * Installs the dependencies unless node_modules is what package-lock.json asks for.
 * @param {{ root?: string, signal?: AbortSignal }} [options]
 */
export async function ensureInstalled({ root = ROOT, signal } = {}) {
  const stampFile = join(root, "node_modules/.proxydeck-install");
  const wanted = `${createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex")} ${process.platform}-${process.arch}`;
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return;
  if (!isInstalled(root)) {
    console.log("Installing dependencies …");
    await installFromLock(root, signal);
  }
  try {
    writeFileSync(stampFile, wanted);
  } catch {
    // A read-only node_modules works too; it is only compared again next time.
  }
}

/**
 * Compares package-lock.json with the copy npm keeps of what it installed.
 * @param {string} root
 */
function isInstalled(root) {
  const installed = readLock(join(root, "node_modules/.package-lock.json"));
  const wanted = readLock(join(root, "package-lock.json"));
  if (!installed || !wanted) return false;
  return Object.entries(wanted.packages).every(([path, { version, optional }]) => {
    const found = installed.packages[path];
    if (path === "" || (optional && !found)) return true;
    return found?.version === version;
  });
}

/**
 * `npm ci`, or where the lock file misses packages of other platforms, as it does when it was written behind a
 * registry that lacks them, an `npm install` that keeps to it and leaves it alone.
 * @param {string} root
 * @param {AbortSignal} [signal]
 */
async function installFromLock(root, signal) {
  const always = ["--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const options = { cwd: root, ...(signal ? { signal } : {}) };
  const ci = await runNpm(["ci", ...always], { ...options, capture: true });
  signal?.throwIfAborted();
  if (ci.code === 0) return;
  if (!ci.output.includes("EUSAGE")) console.error(ci.output);
  const install = await runNpm(["install", "--no-save", ...always], options);
  signal?.throwIfAborted();
  if (install.code !== 0)
    throw new Error(`Installing failed (exit code ${install.code}). Is the package registry reachable?`);
}

/**
 * Runs npm, the very one that started us if it did.
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} options
 */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  if (npm && /\.c?js$/.test(npm)) return run(process.execPath, [npm, ...args], options);
  return run("npm", args, options);
}

/**
 * @param {string} path
 * @returns {LockFile | null}
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
