import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { ROOT, run } from "./steps.mjs";
import { verify } from "./verify.mjs";

/** @typedef {import("./verify.mjs").Counts} Counts */

/** @type {Counts} */
const total = { passed: 0, failed: 0 };

/**
 * A step that can't even run counts as one failed test, and the others still run.
 * @param {string} name
 * @param {() => Promise<Counts | undefined | void>} work
 */
async function step(name, work) {
  try {
    const counts = await work();
    total.passed += counts?.passed ?? 0;
    total.failed += counts?.failed ?? 0;
    return true;
  } catch (error) {
    console.error(`✗ ${name}: ${error instanceof Error ? error.message : error}`);
    total.failed += 1;
    return false;
  }
}

/** @returns {Promise<Counts | undefined>} */
async function runJourneys() {
  if (!existsSync(join(ROOT, "playwright.config.ts"))) {
    console.log("- journeys: passed over, there is no playwright.config.ts");
    return undefined;
  }
  const browser = await findBrowser();
  const folder = mkdtempSync(join(tmpdir(), "journeys-"));
  const report = join(folder, "report.json");
  try {
    const { code } = await run(
      process.execPath,
      [join(ROOT, "node_modules/@playwright/test/cli.js"), "test", "--reporter=list,json"],
      { env: { ...process.env, PROXYDECK_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
    );
    return countJourneys(report, code === 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} report
 * @param {boolean} passed
 * @returns {Counts}
 */
function countJourneys(report, passed) {
  const { stats } = JSON.parse(readFileSync(report, "utf8"));
  return {
    passed: stats.expected + stats.flaky,
    failed: passed ? stats.unexpected : Math.max(1, stats.unexpected),
  };
}

if (await step("install", () => ensureInstalled())) {
  const built = await step("build", () => ensureBuilt());
  await step("verify", verify);
  if (built) await step("journeys", runJourneys);
}
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed`);
