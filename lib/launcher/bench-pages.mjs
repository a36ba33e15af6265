import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endOf, productionEnv, untilUp, withProduct } from "./bench-product.mjs";
import { findBrowser } from "./browser.mjs";
import { bundlePrograms, ensureBuilt } from "./build.mjs";
import { ROOT, run, runNode } from "./steps.mjs";

const LIGHTHOUSE = "12.8.2";
const TOOL = join(ROOT, "dist/tools/lighthouse");
const BARE = join(ROOT, "dist/bench-bare");
const PORT = 40_000 + (process.pid % 9_000);

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
  return withProduct(PORT, async ({ url, firstRun }) => {
    const bare = spawn(process.execPath, [join(BARE, "serve.mjs"), String(PORT + 1)], {
      env: productionEnv(),
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    try {
      await untilUp(`http://127.0.0.1:${PORT + 1}/`);
      const args = [url, firstRun, browser, TOOL, String(PORT + 1)];
      return (await run(process.execPath, [join(ROOT, "dist/bench-pages.js"), ...args])).code;
    } finally {
      await endOf(bare);
    }
  });
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
