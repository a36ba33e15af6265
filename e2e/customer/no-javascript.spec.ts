import { buyIsp } from "../business";
import { API, expect, headersOf, signIn, test } from "../fixtures";

test.use({ javaScriptEnabled: false });

test("signing in, reading and filtering work without JavaScript", async ({ page, request, customer }) => {
  const id = await buyIsp(request, customer, { quantity: 3 });
  await page.goto("/");
  await page.getByRole("link", { name: "Sign in" }).first().click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail").fill(customer.email);
  await page.getByLabel("Password").fill("not this one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("E-mail or password is wrong.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(customer.email);
  await signIn(page, customer);

  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("$92.50");
  expect(await page.content()).toContain("topping up and revealing need it");
  await expect(page.getByRole("main").getByRole("link", { name: /3 × ISP US/ })).toBeVisible();

  await page.getByRole("navigation").first().getByRole("link", { name: "Subscriptions" }).click();
  const row = page.getByRole("row", { name: new RegExp(`#${id}`) });
  await expect(row).toContainText("Active");
  await page.getByRole("searchbox").fill("no such name");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page.getByText("No subscription matches these filters.")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).first().click();
  await page.getByLabel("Status").selectOption("active");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/status=active/);
  await row.getByRole("link").click();

  await expect(page).toHaveURL(new RegExp(`/subscriptions/${id}$`));
  await expect(page.getByRole("region", { name: "Lines to paste" })).toContainText("•");
  const headers = headersOf(customer.api_key);
  const { items } = await (
    await request.get(`${API}/proxy/subscriptions/${id}/addresses`, { headers })
  ).json();
  for (const { ip } of items) await expect(page.getByText(ip, { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Bought", { exact: true })).toBeVisible();

  await page.goto("/catalog?category=datacenter&country=DE&quantity=20");
  await expect(page.getByRole("tab", { name: "Datacenter" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("button", { name: "Buy 20 IPs" })).toBeVisible();

  await page.goto("/billing");
  await page.getByLabel("Kind").selectOption("purchase");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/type=purchase/);
  await page
    .getByRole("row", { name: /3 × ISP/ })
    .getByRole("link")
    .click({ position: { x: 8, y: 8 } });
  await expect(page.getByRole("article")).toContainText("$7.50");
});

test("what a stranger reads is there without JavaScript", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("$2.50");
  await page.getByRole("link", { name: "Docs" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const url of ["/docs/reference", "/docs/errors", "/docs/errors/insufficient", "/docs/idempotency"]) {
    await page.goto(url);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main")).toHaveText(/(\S+\s+){30}/);
  }
});
