import type { Page } from "@playwright/test";
import { API, expect, headersOf, signIn, test } from "../fixtures";
import { buyIsp, operatorPage } from "./desk";

async function searchFor(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill(text);
  await page.getByRole("option", { name: `Search for “${text}”` }).click();
}

test("an adjustment tells the balance after it, keeps what was typed when refused, and explains itself to both", async ({
  browser,
  page,
  customer,
}) => {
  const operator = await operatorPage(browser);
  await operator.goto(`/operator/users/${customer.user_id}`);
  await operator.getByRole("button", { name: "Adjust balance" }).click();
  const dialog = operator.getByRole("dialog", { name: `Adjust the balance of ${customer.email}` });
  await dialog.getByLabel("Amount").fill("-120.00");
  await dialog.getByLabel("Reason").fill("Correction of a slip");
  await expect(dialog.getByText("−$20.00")).toBeVisible();
  await expect(dialog.getByText("The balance does not cover this.")).toBeVisible();
  await dialog.getByRole("button", { name: "Adjust" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The balance is not enough");
  await expect(dialog.getByLabel("Reason")).toHaveValue("Correction of a slip");
  await dialog.getByLabel("Amount").fill("7.25");
  await expect(dialog.getByText("$107.25")).toBeVisible();
  await dialog.getByRole("button", { name: "Adjust" }).click();
  await expect(dialog).toHaveCount(0);
  const row = operator.getByRole("row").filter({ hasText: "Correction of a slip" });
  await expect(row).toContainText("+$7.25");
  await expect(row).toContainText("$107.25");
  await signIn(page, customer);
  await page.goto("/billing");
  await expect(page.getByRole("row").filter({ hasText: "Correction of a slip" })).toContainText("+$7.25");
  await operator.close();
});

test("the search goes straight to what is meant: by e-mail, IP, order and a part of an e-mail", async ({
  browser,
  customer,
  request,
}) => {
  const order = await buyIsp(request, customer);
  const path = `${API}/proxy/subscriptions/${order.subscription_id}/addresses`;
  const addresses = await request.get(path, { headers: headersOf(customer.api_key) });
  const [{ ip }] = (await addresses.json()).items;
  const operator = await operatorPage(browser);
  await searchFor(operator, customer.email);
  await expect(operator).toHaveURL(new RegExp(`/operator/users/${customer.user_id}$`));
  await expect(operator.getByRole("heading", { name: customer.email })).toBeVisible();

  await searchFor(operator, ip);
  const subscription = new RegExp(`/operator/subscriptions/${order.subscription_id}$`);
  await expect(operator).toHaveURL(subscription);
  await expect(operator.getByRole("heading", { level: 1 })).toContainText(`#${order.subscription_id}`);

  await operator.goto(`/operator/search?q=${order.order_id}`);
  const hit = operator.getByRole("row").filter({ hasText: /purchase.*Order/ });
  await expect(hit.or(operator.getByRole("heading", { name: `#${order.subscription_id}` }))).toBeVisible();
  if (/search/.test(operator.url())) await hit.getByRole("link").click();
  await expect(operator).toHaveURL(subscription);

  await operator.goto("/operator/search?q=no-such-thing");
  await expect(operator.getByText("Nothing fits “no-such-thing”")).toBeVisible();
  await operator.close();
});

test("on a phone the search is one tap away and goes straight to the user", async ({ browser, customer }) => {
  const operator = await operatorPage(browser, { width: 390, height: 844 });
  await operator.getByRole("banner").getByRole("link", { name: "Search" }).click();
  await expect(operator).toHaveURL(/\/operator\/search$/);
  await operator.getByRole("searchbox").fill(customer.email);
  await operator.getByRole("searchbox").press("Enter");
  await expect(operator).toHaveURL(new RegExp(`/operator/users/${customer.user_id}$`));
  await operator.close();
});

test("the list of users filters in the URL, and a card shows every part without a secret", async ({
  browser,
  customer,
  request,
}) => {
  await buyIsp(request, customer);
  const operator = await operatorPage(browser);
  await operator.goto("/operator/users");
  await operator.getByRole("searchbox", { name: "Search" }).fill(customer.email);
  await operator.getByRole("button", { name: "Filter" }).click();
  await expect(operator).toHaveURL(/q=/);
  await operator.getByRole("link", { name: `Open ${customer.email}` }).click();
  await expect(operator.getByRole("table", { name: "Balance explained" })).toContainText("2 × ISP");
  await operator.getByRole("link", { name: "Held" }).click();
  await expect(operator.getByRole("table", { name: "Balance explained" })).toContainText("charged");
  for (const [part, text] of [
    ["Subscriptions", "Active"],
    ["Keys", "pdk_"],
    ["Timeline", "Subscription bought"],
  ] as const) {
    await operator
      .getByRole("navigation", { name: "Parts of the card" })
      .getByRole("link", { name: part })
      .click();
    await expect(operator.getByRole("table", { name: part })).toContainText(text);
  }
  await operator.getByRole("link", { name: "Deposits" }).last().click();
  await expect(operator.getByText("This user has opened no deposits.")).toBeVisible();
  await operator.getByRole("link", { name: "Referrals" }).click();
  await expect(operator.getByText("This user has invited nobody.")).toBeVisible();
  expect(await operator.content()).not.toContain(customer.api_key);
  await operator.getByRole("button", { name: "Edit notes" }).click();
  await operator.getByRole("dialog").getByLabel("Notes").fill("Pays by bank.");
  await operator.getByRole("button", { name: "Save notes" }).click();
  await expect(operator.getByText("Pays by bank.")).toBeVisible();
  await operator.close();
});

test("the overview counts what waits, and its range is in the URL", async ({
  browser,
  customer,
  request,
}) => {
  await buyIsp(request, customer);
  const operator = await operatorPage(browser);
  await operator.getByRole("link", { name: "7 days" }).click();
  await expect(operator).toHaveURL(/days=7/);
  const table = operator.getByRole("table", { name: "Revenue per day" });
  await expect(table.getByRole("row")).toHaveCount(8);
  await expect(operator.getByRole("heading", { name: "Stock left" })).toBeVisible();
  await expect(operator.getByText("They close")).toBeVisible();
  await operator.close();
});
