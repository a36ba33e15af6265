import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundlePrograms } from "./build.mjs";
import { ensureInstalled, runNpm } from "./install.mjs";
import { PLANTED, startPrism, startRelay } from "./prism.mjs";
import { ROOT, run } from "./steps.mjs";

/** Other people's tools, 380 packages: fetched when this command runs, and no part of an install. */
const TOOLS = {
  "@stoplight/prism-cli": "5.14.2",
  "@stoplight/spectral-cli": "6.16.3",
  "@redocly/cli": "2.77.0",
};
const FOLDER = join(ROOT, "node_modules/.cache/conformance");
const DOCUMENT = join(FOLDER, "openapi.json");
/** Contract tests, unless files are named. The fuzz is left out: most of what it sends, Prism itself can't carry. */
const TESTS = process.argv.length > 2 ? process.argv.slice(2) : ["lib/api", "--exclude=**/*.proof.test.ts"];
const PATIENCE = ["--testTimeout=180000", "--hookTimeout=180000"];

/** @param {string} path inside the tools' node_modules */
const tool = (path) => join(FOLDER, "node_modules", path);

async function ensureTools() {
  mkdirSync(FOLDER, { recursive: true });
  const stamp = join(FOLDER, ".installed");
  const wanted = JSON.stringify({ private: true, dependencies: TOOLS });
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Fetching Prism, Spectral and Redocly …");
  writeFileSync(join(FOLDER, "package.json"), wanted);
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  if ((await runNpm(args, { cwd: FOLDER })).code !== 0) throw new Error("The tools can't be fetched.");
  writeFileSync(stamp, wanted);
}

async function writeDocument() {
  await bundlePrograms(ROOT, { "conformance-document": "lib/testing/document.ts" });
  const { code, output } = await run(process.execPath, [join(ROOT, "dist/conformance-document.js")], {
    capture: true,
  });
  if (code !== 0) throw new Error(output);
  writeFileSync(DOCUMENT, output);
  return JSON.parse(output);
}

/**
 * Spectral's and Redocly's recommended rules; each has to find what is planted, too.
 * @param {Record<string, unknown>} document
 */
async function lint(document) {
  const planted = join(FOLDER, "planted.json");
  writeFileSync(planted, JSON.stringify({ ...document, info: { title: "No version" }, security: undefined }));
  const ruleset = join(FOLDER, "spectral.json");
  writeFileSync(ruleset, JSON.stringify({ extends: [["spectral:oas", "recommended"]] }));
  /** @type {[name: string, args: (document: string) => string[]][]} */
  const linters = [
    [
      "Spectral",
      (path) => [tool("@stoplight/spectral-cli/dist/index.js"), "lint", path, "-r", ruleset, "-F", "error"],
    ],
    ["Redocly", (path) => [tool("@redocly/cli/bin/cli.js"), "lint", path, "--extends", "recommended"]],
  ];
  let failed = 0;
  for (const [name, argsFor] of linters) {
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    const own = await run(process.execPath, argsFor(DOCUMENT), { capture: true, cwd: FOLDER, env });
    const control = await run(process.execPath, argsFor(planted), { capture: true, cwd: FOLDER, env });
    const passed = own.code === 0 && control.code !== 0;
    console.log(`${passed ? "✓" : "✗"} ${name}'s recommended rules: no error, and a planted one is found`);
    if (!passed) console.log(own.output, control.code === 0 ? "The control passed." : "");
    if (!passed) failed += 1;
  }
  return failed;
}

/**
 * Prism has to find an answer and a request that the document forbids.
 * @param {number} port
 */
async function checkPrism(port) {
  const url = `http://127.0.0.1:${port}/proxy/api/v1`;
  const headers = { Authorization: "Bearer x", "Content-Type": "application/json", "X-Upstream": PLANTED };
  const answer = await fetch(`${url}/users/me`, { headers });
  const quote = { method: "POST", headers, body: '{"category":"isp","quantity":"five"}' };
  const request = await fetch(`${url}/proxy/quote`, quote);
  const found = [answer.status, request.status].join() === "500,422";
  console.log(`${found ? "✓" : "✗"} Prism finds a planted answer and a planted request that are wrong`);
  return found ? 0 : 1;
}

/**
 * How much of the document was seen: every operation, and every status that it names for it.
 * @param {{ paths: Record<string, Record<string, { responses: object }>> }} document
 * @param {Map<string, number>} seen
 */
function printReach(document, seen) {
  const templates = Object.keys(document.paths).sort((a, b) => a.split("{").length - b.split("{").length);
  const reached = new Set();
  for (const name of seen.keys()) {
    const [method = "", path = "", status] = name.split(" ");
    const template = templates.find((one) => new RegExp(`^${one.replace(/\{\w+\}/g, "[^/]+")}$`).test(path));
    if (template && document.paths[template]?.[method.toLowerCase()])
      reached.add(`${method} ${template}`).add(`${method} ${template} ${status}`);
  }
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      statuses: Object.keys(responses),
    })),
  );
  const statuses = operations.flatMap(({ name, statuses }) => statuses.map((status) => `${name} ${status}`));
  const count = [...seen.values()].reduce((sum, n) => sum + n, 0);
  const missed = operations.filter(({ name }) => !reached.has(name)).map(({ name }) => name);
  console.log(
    `${count} requests went through Prism to ${operations.length - missed.length} of ${operations.length} operations; ` +
      `${statuses.filter((one) => reached.has(one)).length} of ${statuses.length} documented statuses were seen.`,
  );
  if (missed.length) console.log(`Not asked: ${missed.join(", ")}`);
}

async function conformance() {
  await ensureInstalled();
  await ensureTools();
  const document = await writeDocument();
  let failed = await lint(document);
  const relay = await startRelay();
  const prism = { script: tool("@stoplight/prism-cli/dist/index.js"), document: DOCUMENT };
  /** @type {{ port: number, stop: () => void }[]} */
  const prisms = [];
  try {
    for (const args of [[], ["--validate-request", "false"]])
      prisms.push(await startPrism({ ...prism, upstreamPort: relay.port, args }));
    failed += await checkPrism(prisms[0]?.port ?? 0);
    const env = { ...process.env, PRISM_PORTS: prisms.map(({ port }) => port).join() };
    const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
    const { code } = await run(process.execPath, [vitest, "run", ...TESTS, ...PATIENCE], {
      env,
    });
    if (code !== 0) failed += 1;
    printReach(document, relay.seen);
  } finally {
    for (const one of prisms) one.stop();
    relay.close();
  }
  console.log(failed ? "Not conforming." : "No violation.");
  return failed ? 1 : 0;
}

try {
  process.exitCode = await conformance();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
