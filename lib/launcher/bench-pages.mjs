import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { bundlePrograms, ensureBuilt } from "./build.mjs";
import { waitFor } from "./processes.mjs";
import { ROOT, run, runNode } from "./steps.mjs";

const LIGHTHOUSE = "12.8.2";
const TOOL = join(ROOT, "dist/tools/lighthouse");
const BARE = join(ROOT, "dist/bench-bare");
const PORT = 40_000 + (process.pid % 9_000);
const READY_MS = 120_000;
const LIMITS = ["reads", "quotes", "money", "operator", "credentials", "addresses", "pages", "checkout"];

/** A dynamic page with nothing on it, and the least server that shows it. */
const BARE_FILES = {
  "package.json": `{ "private": true, "type": "module" }`,
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(ROOT)} } };`,
  "app/layout.js": `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}`,
  "app/page.js": `import { cookies } from "next/headers";
export default async function Page() {
  return <main><h1>Bare</h1><p>{(await cookies()).size}</p></main>;
}`,
  "serve.mjs": `import { createServer } from "node:http";
import next from "next";
const pages = next({ dev: false, dir: import.meta.dirname, hostname: "127.0.0.1", port: Number(process.argv[2]) });
await pages.prepare();
const handle = pages.getRequestHandler();
createServer((request, response) => handle(request, response)).listen(Number(process.argv[2]), "127.0.0.1");
process.once("disconnect", () => process.exit(0));`,
};

/** Runs Lighthouse and the server times against a product of its own, beside a bare page of the same Next. */
export async function benchPages() {
  await ensureBuilt();
  await bundlePrograms(ROOT, { "bench-pages": "lib/bench/pages.ts" });
  const browser = await findBrowser();
  await installLighthouse();
  await buildBare();
  const folder = mkdtempSync(join(tmpdir(), "proxydeck-bench-"));
  const limits = LIMITS.map((name) => `${name}=1000000`).join();
  const env = {
    ...process.env,
    NODE_ENV: /** @type {const} */ ("production"),
    DATA_DIR: folder,
    PORT: String(PORT),
    RATE_LIMITS: `${limits},inflight=1000`,
  };
  const stdio = /** @type {["ignore", "ignore", "inherit", "ipc"]} */ ([
    "ignore",
    "ignore",
    "inherit",
    "ipc",
  ]);
  const product = spawn(process.execPath, [join(ROOT, "lib/launcher/start.mjs")], { env, stdio });
  const bare = spawn(process.execPath, [join(BARE, "serve.mjs"), String(PORT + 1)], { env, stdio });
  try {
    await untilUp(`http://127.0.0.1:${PORT}/readyz`);
    await untilUp(`http://127.0.0.1:${PORT + 1}/`);
    const url = `http://127.0.0.1:${PORT}`;
    const args = [url, join(folder, "first-run.json"), browser, TOOL, String(PORT + 1)];
    return (await run(process.execPath, [join(ROOT, "dist/bench-pages.js"), ...args])).code;
  } finally {
    const ends = [product, bare].map((child) => child.exitCode === null && once(child, "exit"));
    product.kill("SIGTERM");
    bare.kill("SIGTERM");
    await Promise.all(ends);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Into a folder of its own when a bench first needs it: 200 packages are too many for every install. */
async function installLighthouse() {
  if (existsSync(join(TOOL, "node_modules/lighthouse/package.json"))) return;
  mkdirSync(TOOL, { recursive: true });
  writeFileSync(join(TOOL, "package.json"), `{ "private": true }`);
  const args = ["install", `lighthouse@${LIGHTHOUSE}`, "--save-exact", "--no-audit", "--no-fund"];
  const { code } = await run("npm", args, { cwd: TOOL });
  if (code !== 0) throw new Error("Lighthouse could not be installed. Is the package registry reachable?");
}

async function buildBare() {
  mkdirSync(join(BARE, "app"), { recursive: true });
  for (const [name, text] of Object.entries(BARE_FILES)) writeFileSync(join(BARE, name), text);
  const env = { ...process.env, NODE_ENV: /** @type {const} */ ("production"), NEXT_TELEMETRY_DISABLED: "1" };
  const next = join(ROOT, "node_modules/next/dist/bin/next");
  await runNode("next build of the bare page", [next, "build"], { cwd: BARE, env });
}

/** @param {string} url */
async function untilUp(url) {
  const isUp = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  if (!(await waitFor(isUp, { timeoutMs: READY_MS, everyMs: 200 })))
    throw new Error(`${url} does not answer.`);
}
