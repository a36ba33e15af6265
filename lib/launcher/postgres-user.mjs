import { spawnSync } from "node:child_process";
import { chownSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { USE_YOUR_OWN } from "./postgres-files.mjs";

/**
 * How to run Postgres: `command` replaced and prefixed by `wrap`, as `uid`/`gid` when given; `owner` is who
 * its files belong to as this system counts.
 * @typedef {{ wrap: string[], uid?: number, gid?: number, owner: { uid: number, gid: number } }} RunAs
 */

/**
 * Chooses who Postgres runs as. Everybody runs it as themselves; root, whom Postgres refuses, as the owner of
 * the data directory, as `nobody`, as root under a name of its own (a user namespace), or as `nobody` with
 * leave to pass through directories, whichever comes first and works here.
 * @param {string} dataDir may not exist yet
 * @param {{ root: string, postgres: string }} binaries
 * @returns {RunAs}
 */
export function chooseUser(dataDir, { root, postgres }) {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0) return { wrap: [], owner: { uid, gid } };
  const places = [dirname(dataDir), ...["bin", "lib", "share"].map((part) => join(root, "native", part))];
  for (const candidate of candidates(dataDir)) {
    const free = candidate.uid !== undefined;
    if (free && !places.every((place) => canEnter(place, candidate.owner))) continue;
    if (runs(candidate, postgres)) return candidate;
  }
  throw new Error(
    `Postgres refuses to run as root, and no other user can enter ${dataDir}. ` +
      `Start as an ordinary user, put the project and DATA_DIR where others may enter, or: ${USE_YOUR_OWN}`,
  );
}

/**
 * The command line and spawn options that run a program as that user.
 * @param {RunAs} runAs
 * @param {string} program
 * @param {string[]} args
 * @returns {{ command: string, args: string[], as: { uid?: number, gid?: number } }}
 */
export function commandAs({ wrap, uid, gid }, program, args) {
  const [command = program, ...rest] = [...wrap, program, ...args];
  return { command, args: rest, as: uid === undefined ? {} : { uid, gid } };
}

/**
 * Hands a directory and everything in it to the user, unless it is theirs already.
 * @param {string} directory
 * @param {{ uid: number, gid: number }} owner
 */
export function giveTo(directory, owner) {
  if (process.getuid?.() !== 0 || lstatSync(directory).uid === owner.uid) return;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) giveTo(path, owner);
    else if (entry.isFile()) chownSync(path, owner.uid, owner.gid);
  }
  // Last, so that a hand-over cut short starts again.
  chownSync(directory, owner.uid, owner.gid);
}

/**
 * @param {string} dataDir
 * @returns {RunAs[]}
 */
function candidates(dataDir) {
  const nobody = userNamed("nobody") ?? { uid: 65_534, gid: 65_534 };
  const ids = [`--reuid=${nobody.uid}`, `--regid=${nobody.gid}`, "--clear-groups"];
  const found = statSync(dataDir, { throwIfNoEntry: false });
  const keeper = found && found.uid !== 0 ? [{ uid: found.uid, gid: found.gid }] : [];
  return [
    ...[...keeper, nobody].map((owner) => ({ wrap: [], ...owner, owner })),
    {
      wrap: ["unshare", "--user", `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, "--"],
      owner: { uid: 0, gid: 0 },
    },
    {
      wrap: ["setpriv", ...ids, "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--"],
      owner: nobody,
    },
  ];
}

/**
 * @param {string} name
 * @returns {{ uid: number, gid: number } | null}
 */
function userNamed(name) {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((text) => text.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 } : null;
}

/**
 * Whether that user may enter and read a directory and enter all above it.
 * @param {string} directory
 * @param {{ uid: number, gid: number }} owner
 */
function canEnter(directory, owner) {
  for (let path = directory; ; path = dirname(path)) {
    const { mode, uid, gid } = statSync(path);
    const shift = uid === owner.uid ? 6 : gid === owner.gid ? 3 : 0;
    if (!((mode >> shift) & 1)) return false;
    if (path === dirname(path)) return true;
  }
}

/**
 * @param {RunAs} runAs
 * @param {string} postgres
 */
function runs(runAs, postgres) {
  const { command, args, as } = commandAs(runAs, postgres, ["--version"]);
  return spawnSync(command, args, { ...as, cwd: "/", stdio: "ignore" }).status === 0;
}
