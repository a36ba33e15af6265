import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { withLock } from "./lock.mjs";
import { isMain, ROOT, run } from "./steps.mjs";

/** The programs: name in dist → source. */
const PROGRAMS = {
  server: "lib/server.ts",
  setup: "lib/setup.ts",
  gateway: "lib/gateway-process.ts",
  books: "lib/books.ts",
  audit: "lib/audit.ts",
  backup: "lib/backup.ts",
  restore: "lib/restore.ts",
};
const SOURCES = ["app", "components", "lib", "public"];
const STAMP = "dist/.stamp";
const OLD_ASSET_MS = 30 * 86_400_000;

/**
 * Builds what the product runs, unless it was built from the very same sources.
 * @param {{ root?: string, signal?: AbortSignal, force?: boolean }} [options]
 */
export async function ensureBuilt({ root = ROOT, signal, force = false } = {}) {
  mkdirSync(join(root, "dist"), { recursive: true });
  if (!force && isFresh(root, fingerprint(root))) return;
  await withLock(join(root, "dist/.lock"), async () => {
    const wanted = fingerprint(root);
    if (!force && isFresh(root, wanted)) return;
    console.log("Building …");
    rmSync(join(root, STAMP), { force: true });
    await bundlePrograms(root);
    signal?.throwIfAborted();
    const env = {
      ...process.env,
      NODE_ENV: /** @type {const} */ ("production"),
      NEXT_TELEMETRY_DISABLED: "1",
    };
    const args = [join(root, "node_modules/next/dist/bin/next"), "build"];
    const { code, output } = await run(process.execPath, args, {
      cwd: root,
      env,
      capture: true,
      ...(signal ? { signal } : {}),
    });
    signal?.throwIfAborted();
    if (code !== 0) throw new Error(`${output}\nnext build failed (exit code ${code}).`);
    pressAssets(root);
    writeFileSync(join(root, STAMP), wanted);
  });
}

/**
 * Puts what browsers load beside itself as small as it gets, for `lib/server.ts`: Next would zip it for every visitor
 * anew, and a seventh bigger. Names change with content, so what older builds made stays for a month: a server that still
 * runs, and pages that are open somewhere, ask for it.
 * @param {string} root
 */
function pressAssets(root) {
  const made = join(root, ".next/static");
  const assets = join(root, "dist/assets/_next/static");
  cpSync(made, assets, { recursive: true });
  for (const name of readdirSync(made, { recursive: true, encoding: "utf8" })) {
    if (!/\.(?:js|css|svg)$/.test(name)) continue;
    const bytes = readFileSync(join(made, name));
    writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
  for (const name of readdirSync(assets, { recursive: true, encoding: "utf8" })) {
    const stat = statSync(join(assets, name));
    if (stat.isFile() && stat.mtimeMs < Date.now() - OLD_ASSET_MS) rmSync(join(assets, name));
  }
}

/**
 * Bundles our own programs into dist, packages left outside. A program without a source yet is passed over.
 * @param {string} [root]
 * @param {Record<string, string>} [programs]
 */
export async function bundlePrograms(root = ROOT, programs = PROGRAMS) {
  const { build, stop } = await import("esbuild");
  const entries = Object.entries(programs).filter(([, source]) => existsSync(join(root, source)));
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries),
    outdir: "dist",
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    // The marker throws outside of a React server; in a process of our own everything is on the server.
    alias: { "@": root, "server-only": join(root, "node_modules/server-only/empty.js") },
    logLevel: "warning",
  });
  // Its helper process would stay for as long as we do.
  await stop();
}

/**
 * @param {string} root
 * @param {string} wanted
 */
function isFresh(root, wanted) {
  const stamp = join(root, STAMP);
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) return false;
  return existsSync(join(root, ".next/BUILD_ID")) && existsSync(join(root, "dist/assets"));
}

/**
 * A hash over everything that goes into the build, by content: a fresh checkout has fresh times.
 * @param {string} root
 */
function fingerprint(root) {
  const hash = createHash("sha256").update(process.version);
  const configs = readdirSync(root).filter((name) =>
    /^(package-lock\.json|tsconfig\.json|.+\.config\.\w+)$/.test(name),
  );
  const files = SOURCES.flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
          .filter((name) => !/\.test\.\w+$/.test(name))
          .map((name) => join(root, folder, name))
          .filter((path) => statSync(path).isFile())
      : [],
  );
  for (const path of [...configs.map((name) => join(root, name)), ...files].sort()) {
    if (path.startsWith(join(root, "lib/launcher")) && !path.endsWith("build.mjs")) continue;
    hash.update(`\0${path.slice(root.length)}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

if (isMain(import.meta.url)) await ensureBuilt({ force: true });
