import { type Browser, chromium } from "@playwright/test";

interface Person {
  email: string;
  password: string;
}

/** `signIn` in a browser of its own. */
export async function signInOnce(chrome: string, url: string, person: Person): Promise<string> {
  const browser = await chromium.launch({ executablePath: chrome, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    return await signIn(browser, url, person);
  } finally {
    await browser.close();
  }
}

/** Signs in by the page, as a person does; answers the `Cookie` header of the session. */
export async function signIn(browser: Browser, url: string, person: Person): Promise<string> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${url}/sign-in`);
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((at) => at.pathname !== "/sign-in");
    const cookies = await context.cookies();
    return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  } finally {
    await context.close();
  }
}
