import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";

/** What of axe's answer is read here. */
interface Axe {
  run(where: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
declare const axe: Axe;

const fromAxe = createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright"));
const source = readFileSync(fromAxe.resolve("axe-core/axe.min.js"), "utf8").concat(";0");

/**
 * What axe finds on the page as it stands, by all of its rules or by some. Our pages have no frames, so axe itself is
 * run in the page; its Playwright wrapper would open a page of its own each time.
 */
export async function violationsIn(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(source);
  return page.evaluate(async (only) => {
    const options = { resultTypes: ["violations"], ...(only ? { runOnly: only } : {}) };
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
  }, rules);
}

/** Only what a theme can change. */
export const THEME_RULES = ["color-contrast"];

/** The page as it stands: axe finds nothing in either theme, and nothing scrolls sideways. */
export async function expectWellBuilt(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await violationsIn(page), `${page.url()} light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await violationsIn(page, THEME_RULES), `${page.url()} dark`).toEqual([]);
  expect(await overflowOf(page), page.url()).toBeLessThanOrEqual(0);
}

/** By how many pixels the page can be scrolled sideways. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
