import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { runJourneys } from "./journeys.mjs";
import { verify } from "./verify.mjs";

/** @typedef {import("./verify.mjs").Counts} Counts */

/** Journeys whose pages reach the API of another process; those that every change has to pass are tagged. */
const FAR = "e2e/remote/playwright.config.ts";

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

if (await step("install", () => ensureInstalled())) {
  const built = await step("build", () => ensureBuilt());
  await step("verify", () => verify({ proofs: true }));
  if (built) await step("journeys", () => runJourneys());
  if (built) await step("journeys over HTTP", () => runJourneys(["--config", FAR, "--grep", "@far"]));
}
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed`);
