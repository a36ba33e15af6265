import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { isMain, ROOT, run } from "./steps.mjs";

/** @typedef {import("./verify.mjs").Counts} Counts */

/**
 * Runs Playwright's journeys against the built product, in a browser that is found or got.
 * @param {string[]} [args] for Playwright, for example a folder of journeys
 * @returns {Promise<Counts>}
 */
export async function runJourneys(args = []) {
  const browser = await findBrowser();
  const folder = mkdtempSync(join(tmpdir(), "journeys-"));
  const report = join(folder, "report.json");
  try {
    const { code } = await run(
      process.execPath,
      [join(ROOT, "node_modules/@playwright/test/cli.js"), "test", "--reporter=list,json", ...args],
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

if (isMain(import.meta.url)) {
  await ensureInstalled();
  await ensureBuilt();
  const { passed, failed } = await runJourneys(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
