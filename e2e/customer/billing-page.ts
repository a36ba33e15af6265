import type { Page } from "@playwright/test";
import { expect } from "../fixtures";

/** What journeys do on the pages of billing. */

/** Presses a button of the provider's own page, which opens in a tab of its own. */
export async function onPayPage(page: Page, button: string): Promise<void> {
  const [tab] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: /^Pay \$/ }).click(),
  ]);
  await tab.getByRole("button", { name: button, exact: true }).click();
  await expect(tab.getByText(/The shop has been told|The payment failed/)).toBeVisible();
  await tab.close();
}

/** Opens an invoice on the billing page and waits for its own page. */
export async function openInvoice(page: Page, amount: string, provider = "Sandbox payment"): Promise<void> {
  await page.goto("/billing");
  await page.getByLabel("Amount, USD").fill(amount);
  await page.getByRole("radio", { name: provider }).check();
  await page.getByRole("button", { name: /^Continue to pay/ }).click();
  await expect(page).toHaveURL(/\/deposits\/\w+\/[\w-]+$/);
}

/** Chooses in a filter, again if the page was not alive yet. */
export async function choose(page: Page, filter: string, value: string): Promise<void> {
  await expect(async () => {
    await page.getByLabel(filter).selectOption(value);
    await expect(page).toHaveURL(new RegExp(`=${value}`), { timeout: 3000 });
  }).toPass();
}
