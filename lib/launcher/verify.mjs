import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMain, ROOT, run } from "./steps.mjs";

/**
 * @typedef {{ passed: number, failed: number }} Counts
 * @typedef {{ name: string, script: string, args: string[] }} Check
 */

/** @type {Check[]} */
const CHECKS = [
  { name: "format and lint", script: "@biomejs/biome/bin/biome", args: ["ci", "--colors=off", "."] },
  { name: "types", script: "typescript/bin/tsc", args: ["--noEmit"] },
  { name: "dead code", script: "knip/bin/knip.js", args: ["--no-progress"] },
];

/** Long proofs: kills, races and random stories. `npm test` runs them, `npm run verify` leaves them out. */
const PROOFS = "**/*.proof.test.ts";

/**
 * Format, lint, types, dead code, and Vitest's tests. Prints a line for each and the whole output of what failed.
 * A check counts as one test.
 * @param {{ proofs: boolean }} options whether the long proofs run too
 * @returns {Promise<Counts>}
 */
export async function verify({ proofs }) {
  // Two lanes: the checks one after the other beside the tests, which mind their clocks.
  const [checks, tests] = await Promise.all([runChecks(), runVitest(proofs ? [] : ["--exclude", PROOFS])]);
  return { passed: checks.passed + tests.passed, failed: checks.failed + tests.failed };
}

async function runChecks() {
  const counts = { passed: 0, failed: 0 };
  for (const check of CHECKS) {
    const passed = await timed(check.name, () => runTool(check.script, check.args));
    counts[passed ? "passed" : "failed"] += 1;
  }
  return counts;
}

/**
 * @param {string[]} args
 * @returns {Promise<Counts>}
 */
async function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), "verify-"));
  const report = join(folder, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  try {
    const passed = await timed("tests", () =>
      runTool("vitest/vitest.mjs", ["run", "--no-color", ...reporters, ...args]),
    );
    return countVitest(report, passed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A run that fails without a failed test (a file that doesn't load, no tests at all) counts as one.
 * @param {string} report
 * @param {boolean} passed
 * @returns {Counts}
 */
function countVitest(report, passed) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
    return { passed: numPassedTests, failed: passed ? numFailedTests : Math.max(1, numFailedTests) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/**
 * @param {string} script path inside node_modules
 * @param {string[]} args
 */
function runTool(script, args) {
  return run(process.execPath, [join(ROOT, "node_modules", script), ...args], { capture: true });
}

/**
 * @param {string} name
 * @param {() => Promise<{ code: number, output: string }>} work
 */
async function timed(name, work) {
  const startedAt = performance.now();
  const { code, output } = await work();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const passed = code === 0;
  console.log(`${passed ? "✓" : "✗"} ${name} (${seconds} s)${passed ? "" : `\n${output.trimEnd()}\n`}`);
  return passed;
}

if (isMain(import.meta.url)) {
  const { passed, failed } = await verify({ proofs: false });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
