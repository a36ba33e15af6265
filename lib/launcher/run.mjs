import { existsSync } from "node:fs";
import { join } from "node:path";
import { bundlePrograms } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { lockHolder } from "./lock.mjs";
import { knownPorts } from "./ports.mjs";
import { startPostgres } from "./postgres.mjs";
import { makeDataDir, programEnvironment, readSettings } from "./settings.mjs";
import { ROOT, run } from "./steps.mjs";

/**
 * Runs one program of dist beside the product or without it, with the environment the product has. A
 * Postgres started for it ends with it.
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
async function runProgram(name, args) {
  const script = join(ROOT, "dist", `${name}.js`);
  await ensureInstalled();
  if (!existsSync(script)) await bundlePrograms();
  const settings = readSettings(process.env);
  makeDataDir(settings.dataDir);
  if (name === "restore") refuseWhileRunning(settings.dataDir);
  const postgres = process.env.DATABASE_URL
    ? null
    : await startPostgres({ dataDir: join(settings.dataDir, "postgres") });
  const databaseUrl = process.env.DATABASE_URL || postgres?.url || "";
  const env = programEnvironment({ env: process.env, settings, ports: knownPorts(settings), databaseUrl });
  try {
    return (await run(process.execPath, ["--enable-source-maps", script, ...args], { env })).code;
  } finally {
    // A launcher may have come meanwhile and rely on it.
    if (postgres && !postgres.attached && !lockHolder(join(settings.dataDir, "launcher.lock")))
      await postgres.stop();
  }
}

/**
 * A shop is not replaced under the people who are in it.
 * @param {string} dataDir
 */
function refuseWhileRunning(dataDir) {
  const holder = lockHolder(join(dataDir, "launcher.lock"));
  if (!holder) return;
  throw new Error(`Proxydeck is running here (pid ${holder.pid}). Stop it, then restore.`);
}

const [name, ...args] = process.argv.slice(2);
try {
  if (!name || !/^[a-z-]+$/.test(name)) throw new Error("Usage: node lib/launcher/run.mjs NAME");
  process.exitCode = await runProgram(name, args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
