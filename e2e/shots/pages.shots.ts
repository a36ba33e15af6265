import type { Browser, Page } from "@playwright/test";
import { firstRun, signIn, test } from "../fixtures";
import { makeOneOfEach } from "../pages/made";
import { type Reader, urlsOf } from "../pages/table";

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } } as const;
const THEMES = ["light", "dark"] as const;
const LOCALES = ["en", "ru"] as const;

/** `/operator/users/3?part=keys` as part of a file's name; ids differ from run to run and stay out. */
function nameOf(url: string): string {
  const words = url.split(/[^a-zA-Z]+/).filter(Boolean);
  return words.join("-") || "home";
}

async function shoot(page: Page, reader: Reader, urls: readonly string[]): Promise<void> {
  const origin = new URL(page.url()).origin;
  for (const locale of LOCALES) {
    for (const theme of THEMES) {
      await page.context().addCookies([
        { name: "locale", value: locale, url: origin },
        { name: "theme", value: theme, url: origin },
      ]);
      for (const size of ["phone", "desktop"] as const) {
        await page.setViewportSize(SIZES[size]);
        await shootAll(page, urls, `dist/shots/${reader}`, `${size}-${locale}-${theme}`);
      }
    }
  }
}

async function shootAll(page: Page, urls: readonly string[], folder: string, look: string): Promise<void> {
  for (const [n, url] of urls.entries()) {
    await page.goto(url);
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${folder}/${n}-${nameOf(url)}-${look}.png`, fullPage: true });
  }
}

async function newPage(browser: Browser, person: { email: string; password: string } | null): Promise<Page> {
  const page = await browser.newPage();
  if (person) await signIn(page, person);
  else await page.goto("/");
  return page;
}

test("pictures of every page", async ({ browser, request, customer }) => {
  const made = await makeOneOfEach(request, customer);
  const readers = { nobody: null, customer, operator: firstRun().operator };
  for (const reader of ["nobody", "customer", "operator"] as const)
    await shoot(await newPage(browser, readers[reader]), reader, urlsOf(reader, made));
});
