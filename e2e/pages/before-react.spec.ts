import type { Page } from "@playwright/test";
import { API, expect, headersOf, signIn, test } from "../fixtures";

declare global {
  interface Window {
    /** Clicks that came from a script. */
    repeated?: number;
  }
}

const SCRIPTS = "**/_next/static/chunks/*.js";

/** Opens a page whose scripts are kept back, as on a slow link, until `arrive` is called. */
async function openEarly(page: Page, url: string): Promise<{ arrive(): void }> {
  let arrive = () => {};
  const gate = new Promise<void>((open) => {
    arrive = open;
  });
  await page.addInitScript(() => {
    window.repeated = 0;
    window.addEventListener("click", (event) => {
      if (!event.isTrusted) window.repeated = (window.repeated ?? 0) + 1;
    });
  });
  await page.route(SCRIPTS, async (route) => {
    await gate;
    await route.continue();
  });
  const asked = page.waitForRequest(SCRIPTS);
  await page.goto(url, { waitUntil: "commit" });
  await asked;
  return { arrive };
}

const repeated = (page: Page) => page.evaluate(() => window.repeated);

test("a button pressed before React is there counts once, when it is", async ({ page, customer }) => {
  await signIn(page, customer);
  const { arrive } = await openEarly(page, "/catalog?category=isp&country=US&quantity=5");
  await page.getByRole("button", { name: "Buy 5 IPs" }).dblclick();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  arrive();
  await expect(page.getByRole("dialog", { name: "Confirm purchase" })).toBeVisible();
  expect(await repeated(page)).toBe(1);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: "Buy 5 IPs" }).click();
  await expect(page.getByRole("dialog", { name: "Confirm purchase" })).toBeVisible();
  expect(await repeated(page)).toBe(1);
});

test("a press that was followed by another elsewhere, or is long ago, does nothing", async ({
  page,
  customer,
}) => {
  await signIn(page, customer);
  for (const after of [
    () => page.getByRole("heading", { level: 1 }).click(),
    () => page.waitForTimeout(5_100),
  ]) {
    const { arrive } = await openEarly(page, "/catalog?category=isp&country=US&quantity=5");
    await page.getByRole("button", { name: "Buy 5 IPs" }).click();
    await after();
    arrive();
    await expect.poll(() => page.evaluate(() => "__arrived" in window)).toBe(false);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    expect(await repeated(page)).toBe(0);
    await page.unroute(SCRIPTS);
  }
});

test("a form that only React can send, sent before, is sent once with what was typed", async ({
  page,
  customer,
}) => {
  await signIn(page, customer);
  const { arrive } = await openEarly(page, "/billing");
  const posts: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") posts.push(request.url());
  });
  await page.getByLabel("Amount").fill("37");
  await page.getByRole("main").locator("form:not([action]) button[type=submit]").click();
  await expect(page).toHaveURL(/\/billing$/);
  arrive();
  await expect(page).toHaveURL(/\/deposits\//);
  await expect(page.getByRole("main")).toContainText("$37");
  expect(posts).toHaveLength(1);
});

test("what is typed before React is there stays, and counts", async ({ page, customer }) => {
  await signIn(page, customer);
  const { arrive } = await openEarly(page, "/catalog?category=isp&country=US&quantity=5");
  await page.getByRole("spinbutton").fill("20");
  arrive();
  await expect.poll(() => page.evaluate(() => "__arrived" in window)).toBe(false);
  await expect(page.getByRole("spinbutton")).toHaveValue("20");
  await expect(page.getByRole("button", { name: "Buy 20 IPs" })).toBeVisible();
});

test("what a stranger chooses before React is there counts as well", async ({ page }) => {
  const { arrive } = await openEarly(page, "/");
  const quote = page.getByRole("form", { name: "Your price" });
  await quote.getByText("Datacenter").click();
  await quote.getByLabel("Country").selectOption("DE");
  await quote.getByRole("spinbutton").fill("20");
  arrive();
  await expect.poll(() => page.evaluate(() => "__arrived" in window)).toBe(false);
  await expect(quote.getByLabel("Datacenter")).toBeChecked();
  await expect(quote.getByLabel("Country")).toHaveValue("DE");
  await quote.getByRole("button", { name: "Buy 20 IPs" }).click();
  await expect(page).toHaveURL(/category%3Ddatacenter.*country%3DDE.*quantity%3D20/);
});

test("a form that works without React is sent at once, also from a page whose address is a secret", async ({
  page,
  request,
  customer,
}) => {
  const answer = await request.post(`${API}/deposits`, {
    headers: headersOf(customer.api_key, `top-up-${crypto.randomUUID()}`),
    data: { provider: "sandbox", amount_usd: "25.00" },
  });
  const { pay_url } = await answer.json();
  await openEarly(page, pay_url);
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(page.getByText("Paid. The shop has been told.")).toBeVisible();
});
