import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * What axe finds on the page as it stands, by all of its rules or by some. Our pages have no frames, so the legacy mode
 * sees all of them; the other one opens a page of its own each time.
 */
export async function violationsIn(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
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
