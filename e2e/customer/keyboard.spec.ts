import type { Locator, Page } from "@playwright/test";
import { balanceOf } from "../business";
import { expect, signIn, test } from "../fixtures";

const MOST_TABS = 80;

/** Presses Tab until `target` has the focus; what Tab does not reach fails. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

test("sign in, quote, buy and copy the credentials, by keyboard alone", async ({
  page,
  context,
  customer,
  request,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/sign-in");
  await tabTo(page, page.getByLabel("E-mail"));
  await page.keyboard.type(customer.email);
  await tabTo(page, page.getByLabel("Password"));
  await page.keyboard.type(customer.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();

  const places = page.getByRole("navigation", { name: "Main" }).first();
  await press(page, places.getByRole("link", { name: "Catalog" }));
  await expect(page.getByRole("heading", { level: 1, name: "Catalog" })).toBeVisible();
  await tabTo(page, page.getByRole("tab", { name: "ISP" }));
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Datacenter" })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  const country = page.getByLabel("Country");
  await tabTo(page, country);
  await page.keyboard.type("Germany");
  await expect(country).toHaveValue("DE");
  const quantity = page.getByRole("spinbutton");
  await tabTo(page, quantity);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("5");
  await expect(page).toHaveURL(/category=isp&country=DE&quantity=5$/);
  const buy = page.getByRole("button", { name: "Buy 5 IPs" });
  await expect(buy).toBeEnabled();
  await press(page, buy);

  const dialog = page.getByRole("dialog", { name: "Confirm purchase" });
  await expect(dialog.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(buy).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, dialog.getByRole("switch", { name: /Auto-renew/ }));
  await page.keyboard.press("Space");
  await press(page, dialog.getByRole("button", { name: "Pay $12.50" }));
  await expect(page).toHaveURL(/\/subscriptions\/\d+$/);
  expect(await balanceOf(request, customer)).toBe("87.50");
  await expect(page.getByRole("switch", { name: "Auto-renew" })).toBeChecked();

  await press(page, page.getByRole("button", { name: "Copy", exact: true }));
  await expect(page.getByText("Copied: 5 proxies")).toBeAttached();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split("\n")).toHaveLength(5);
  for (const line of copied.split("\n")) expect(line).toMatch(/^127\.[\d.]+:\d+:\w+:\w{24}$/);
});

test("the palette goes to pages and searches, by keyboard alone", async ({ page, customer }) => {
  await signIn(page, customer);
  const palette = page.getByRole("dialog", { name: "Go to" });
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(palette).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("bill");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/billing$/);
  await expect(palette).toBeHidden();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("203.0.113.7");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/subscriptions\?q=203\.0\.113\.7$/);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeHidden();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeHidden();
});
