import AxeBuilder from "@axe-core/playwright";
import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { API, expect, firstRun, headersOf, type Person, signIn, test } from "../fixtures";

/** An operator at work, beside the customer. */
async function operatorPage(browser: Browser, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const page = await browser.newPage({ viewport });
  await signIn(page, firstRun().operator);
  await expect(page).toHaveURL(/\/operator$/);
  return page;
}

async function buy(request: APIRequestContext, customer: Person) {
  const answer = await request.post(`${API}/proxy/static`, {
    headers: headersOf(customer.api_key, `users-${crypto.randomUUID()}`),
    data: { category: "isp", country_name: "US", quantity: 2 },
  });
  expect(answer.status()).toBe(200);
  return answer.json();
}

async function searchFor(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill(text);
  await page.getByRole("option", { name: `Search for “${text}”` }).click();
}

for (const width of [1440, 390]) {
  test(`a banned customer's next click is refused with the reason, and unbanning restores it, at ${width} px`, {
    tag: "@far",
  }, async ({ browser, page, customer, request }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, customer);
    const operator = await operatorPage(browser, { width, height: 900 });
    await operator.goto(`/operator/users/${customer.user_id}`);
    await operator.getByRole("button", { name: "Ban", exact: true }).click();
    const dialog = operator.getByRole("dialog", { name: `Ban ${customer.email}` });
    await expect(dialog).toContainText("keys and sessions are refused");
    await expect(dialog.getByLabel("Reason")).toBeFocused();
    await dialog.getByLabel("Reason").fill("Spam was sent through your proxies.");
    await dialog.getByLabel("Evidence").fill("Abuse report 5512");
    await dialog.getByRole("button", { name: "Ban", exact: true }).click();
    await expect(operator.getByRole("heading", { name: "This user is banned" })).toBeVisible();
    await expect(operator.getByText("Abuse report 5512")).toBeVisible();

    await page
      .getByRole("navigation", { name: "Main" })
      .first()
      .getByRole("link", { name: "Subscriptions" })
      .click();
    await expect(page).toHaveURL(/sign-in/);
    await expect(page.getByRole("alert").filter({ hasText: "suspended" })).toContainText(
      "Spam was sent through your proxies.",
    );
    await expect(page.getByText("Abuse report 5512")).toHaveCount(0);
    const refused = await request.get(`${API}/users/me`, { headers: headersOf(customer.api_key) });
    expect([refused.status(), (await refused.json()).error.code]).toEqual([403, "banned"]);

    await operator.getByRole("button", { name: "Unban" }).click();
    const unban = operator.getByRole("dialog", { name: `Unban ${customer.email}` });
    await unban.getByLabel("Reason").fill("It was somebody else.");
    await unban.getByRole("button", { name: "Unban" }).click();
    await expect(operator.getByRole("heading", { name: "This user is banned" })).toHaveCount(0);
    await page.goto("/subscriptions");
    await expect(page.getByRole("heading", { name: "Subscriptions", level: 1 })).toBeVisible();
    await operator.goto(`/operator/users/${customer.user_id}?part=timeline`);
    await expect(operator.getByText("user.unban")).toBeVisible();
    await operator.close();
  });
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
  const order = await buy(request, customer);
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

test("the list of users filters in the URL, and a card shows every part without a secret", async ({
  browser,
  customer,
  request,
}) => {
  await buy(request, customer);
  const operator = await operatorPage(browser);
  await operator.goto("/operator/users");
  await operator.getByRole("searchbox", { name: "Search" }).fill(customer.email);
  await operator.getByRole("button", { name: "Filter" }).click();
  await expect(operator).toHaveURL(/q=/);
  await operator.getByRole("link", { name: `Open ${customer.email}` }).click();
  await expect(operator.getByRole("table", { name: "Balance explained" })).toContainText("2 × ISP");
  await operator.getByRole("link", { name: "Held" }).click();
  await expect(operator.getByRole("table", { name: "Balance explained" })).toContainText("kept");
  for (const [part, text] of [
    ["Subscriptions", "Active"],
    ["Keys", "pdk_"],
    ["Timeline", "subscription.buy"],
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

test("signing a user out everywhere ends their sessions at the next click", async ({
  browser,
  page,
  customer,
}) => {
  await signIn(page, customer);
  const operator = await operatorPage(browser);
  await operator.goto(`/operator/users/${customer.user_id}?part=sessions`);
  await expect(operator.getByRole("table", { name: "Sessions" })).toContainText("Open");
  await operator.getByRole("button", { name: "Sign out everywhere" }).click();
  const dialog = operator.getByRole("dialog");
  await expect(dialog).toContainText("Ends 1 open session.");
  await dialog.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(operator.getByRole("table", { name: "Sessions" })).toContainText("Ended");
  await page.goto("/subscriptions");
  await expect(page).toHaveURL(/sign-in/);
  await operator.close();
});

test("seeing as a user shows what they have, without acts or secrets, and is in the audit trail", async ({
  browser,
  customer,
  request,
}) => {
  await buy(request, customer);
  const operator = await operatorPage(browser);
  await operator.goto(`/operator/users/${customer.user_id}`);
  await operator.getByRole("link", { name: "See as this user" }).click();
  await expect(operator.getByText(`You are looking at the account of ${customer.email}`)).toBeVisible();
  await expect(operator.getByRole("main").getByRole("button")).toHaveCount(0);
  await expect(operator.getByRole("table", { name: "Subscriptions" })).toContainText("Active");
  await operator.goto(`/operator/users/${customer.user_id}?part=timeline`);
  await expect(operator.getByText("user.view")).toHaveCount(1);
  await operator.close();
});

test("the operator's pages of people pass axe in both themes and fit a phone", async ({
  page,
  customer,
  request,
}) => {
  test.setTimeout(180_000);
  await buy(request, customer);
  const card = `/operator/users/${customer.user_id}`;
  const urls = [
    "/operator",
    "/operator/users",
    "/operator/search?q=qa",
    ...["", "?part=subscriptions", "?part=keys", "?part=sessions", "?part=referrals", "?part=timeline"].map(
      (part) => `${card}${part}`,
    ),
    `${card}/view`,
  ];
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, firstRun().operator);
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    for (const url of urls) {
      await page.goto(url);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations, url).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, url).toBeLessThanOrEqual(390);
    }
  }
  await page.goto(card);
  await page.getByRole("button", { name: "Adjust balance" }).click();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test("the overview counts what waits, and its range is in the URL", async ({
  browser,
  customer,
  request,
}) => {
  await buy(request, customer);
  const operator = await operatorPage(browser);
  await operator.getByRole("link", { name: "7 days" }).click();
  await expect(operator).toHaveURL(/days=7/);
  const table = operator.getByRole("table", { name: "Revenue per day" });
  await expect(table.getByRole("row")).toHaveCount(8);
  await expect(operator.getByRole("heading", { name: "Stock left" })).toBeVisible();
  await expect(operator.getByText("They close")).toBeVisible();
  await operator.close();
});
