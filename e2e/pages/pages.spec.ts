import type { Page } from "@playwright/test";
import { en } from "@/lib/messages/en";
import { expect, firstRun, newCustomer, type Person, signIn, test } from "../fixtures";
import { overflowOf, THEME_RULES, violationsIn } from "../well-built";
import { type Made, makeOneOfEach } from "./made";
import { differences, pageFolders, type Reader, urlsOf } from "./table";

// A trace keeps a picture of every step; here they are thousands.
test.use({ trace: "off" });
test.describe.configure({ timeout: 600_000 });

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };
/** Every rule in both languages and at both widths; what a theme can change in both themes at both widths. */
const LOOKS = {
  en: { full: [PHONE, "light"], theme: [DESKTOP, "dark"] },
  ru: { full: [DESKTOP, "light"], theme: [PHONE, "dark"] },
} as const;

/** A message that its translator does not have reads as its name: `billing.providers.manual`. */
const NAMELESS = new RegExp(`\\b(?:${Object.keys(en).join("|")})\\.[a-z][A-Za-z]+`);

let made: Made;
let person: Person;

test.beforeAll(async ({ request }) => {
  person = await newCustomer(request);
  made = await makeOneOfEach(request, person);
});

/** What is wrong with a page, in all its looks of one language. */
async function flaws(page: Page, url: string, locale: keyof typeof LOOKS): Promise<string[]> {
  const found: string[] = [];
  await page.setViewportSize(PHONE);
  await page.goto(url);
  await expect(page.getByRole("heading", { level: 1 }).first(), url).toBeVisible();
  if ((await page.locator("html").getAttribute("lang")) !== locale) found.push("is in another language");
  for (const text of await page.getByText(NAMELESS).allTextContents()) found.push(`lacks a message: ${text}`);
  const overflow = await overflowOf(page);
  if (overflow > 0) found.push(`scrolls sideways by ${overflow} px`);
  for (const [part, [viewport, colorScheme]] of Object.entries(LOOKS[locale])) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const rules = part === "full" ? undefined : THEME_RULES;
    for (const violation of await violationsIn(page, rules)) found.push(`${colorScheme}: ${violation}`);
  }
  return found.map((flaw) => `${locale} ${url} ${flaw}`);
}

test("every page has its row, and no row is left over", () => {
  expect(differences(pageFolders())).toEqual([]);
  expect(pageFolders().length).toBeGreaterThan(40);
  // The control: a new page, and a page that is gone.
  const others = [...pageFolders().filter((folder) => folder !== "keys"), "operator/new"];
  expect(differences(others)).toEqual(["operator/new: no row", "keys: no page"]);
});

const READERS: Readonly<Record<Reader, () => { email: string; password: string } | null>> = {
  nobody: () => null,
  customer: () => person,
  operator: () => firstRun().operator,
};

for (const reader of ["nobody", "customer", "operator"] as const) {
  test(`axe finds nothing on the pages of ${reader} in either theme and language, and none scrolls sideways on a phone`, async ({
    page,
    context,
    baseURL,
  }) => {
    const who = READERS[reader]();
    if (who) await signIn(page, who);
    const found: string[] = [];
    for (const locale of ["en", "ru"] as const) {
      await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
      for (const url of urlsOf(reader, made)) found.push(...(await flaws(page, url, locale)));
    }
    expect(found).toEqual([]);
  });
}

test("control: a picture without words, pale text, a lost message and what is too wide are noticed", async ({
  page,
}) => {
  await page.setViewportSize(PHONE);
  await page.goto("/sign-in");
  expect([await violationsIn(page), await overflowOf(page)]).toEqual([[], 0]);
  await page.evaluate(() => {
    const flaws = `<img src="/icon.svg"><p style="color:#eee;background:#fff">pale</p><div style="width:2000px">wide</div><p>billing.providers.manual</p>`;
    document.querySelector("main")?.insertAdjacentHTML("beforeend", flaws);
  });
  const rules = async (only?: string[]) =>
    (await violationsIn(page, only)).map((violation) => violation.split(":")[0]);
  expect(await rules()).toEqual(expect.arrayContaining(["image-alt", "color-contrast"]));
  expect(await rules(THEME_RULES)).toEqual(["color-contrast"]);
  expect(await page.getByText(NAMELESS).count()).toBe(1);
  expect(await overflowOf(page)).toBeGreaterThan(0);
});
