import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { benchGateway } from "./bench-gateway.mjs";
import { benchPages } from "./bench-pages.mjs";
import { bundlePrograms } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { startPostgres } from "./postgres.mjs";
import { ROOT, run } from "./steps.mjs";

/** The benches: name → the programs of one, its driver first. They are no part of the product. */
const BENCHES = {
  api: { "bench-api": "lib/bench/api.ts", "bench-server": "lib/bench/server.ts" },
  growth: { "bench-growth": "lib/bench/growth.ts" },
};

/** Those that ask a whole product from outside. */
const OF_PRODUCT = { pages: benchPages, gateway: benchGateway };

/**
 * Runs a bench on a Postgres of its own, which syncs as the product's does and is thrown away; with `--keep FOLDER` it
 * stays there, and a bench that finds its data in it need not make it again.
 * @param {string} name
 * @param {string[]} args
 */
async function bench(name, args) {
  const ofProduct = Object.entries(OF_PRODUCT).find(([known]) => known === name)?.[1];
  if (ofProduct) {
    await ensureInstalled();
    return ofProduct();
  }
  const programs = Object.entries(BENCHES).find(([known]) => known === name)?.[1];
  if (!programs) {
    const names = Object.keys({ ...BENCHES, ...OF_PRODUCT }).join(" | ");
    throw new Error(`Usage: npm run bench -- ${names} [options]`);
  }
  await ensureInstalled();
  await bundlePrograms(ROOT, programs);
  const kept = args.includes("--keep") && args[args.indexOf("--keep") + 1];
  const folder = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), "proxydeck-bench-"));
  const postgres = await startPostgres({ dataDir: join(folder, "postgres") });
  const [driver, server] = Object.keys(programs).map((program) => join(ROOT, "dist", `${program}.js`));
  try {
    return (await run(process.execPath, [driver ?? "", postgres.url, server ?? "", ...args])).code;
  } finally {
    await postgres.stop();
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}

const [name = "", ...args] = process.argv.slice(2);
try {
  process.exitCode = await bench(name, args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
