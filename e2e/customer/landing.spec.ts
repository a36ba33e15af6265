import type { Page } from "@playwright/test";
import { balanceOf, newestMail } from "../business";
import { API, expect, headersOf, signIn, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";

const counter = (page: Page) => page.getByRole("form", { name: "Your price" });

/** Chooses twenty datacenter addresses in Germany on the first page. */
async function choose(page: Page): Promise<void> {
  await page.goto("/");
  await expect(counter(page)).toContainText("$2.50");
  await counter(page).getByText("Datacenter").click();
  await counter(page).getByLabel("Country").selectOption("DE");
  await counter(page).getByRole("spinbutton").fill("20");
}

for (const width of [1440, 390]) {
  test(`a stranger's quote is the real price, and leads through an account to its checkout (${width} px)`, async ({
    page,
    request,
    customer,
  }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 900 });
    const quoted = await request.post(`${API}/proxy/quote`, {
      headers: headersOf(customer.api_key),
      data: { category: "datacenter", country_name: "DE", quantity: 20 },
    });
    const { price_usd } = await quoted.json();
    await choose(page);
    await expect(counter(page)).toContainText(`$${price_usd}`);
    await expectWellBuilt(page);

    await counter(page).getByRole("button", { name: "Buy 20 IPs" }).click();
    await expect(page).toHaveURL(/\/sign-up\?next=/);
    await expect(page.getByText("Your choice is kept")).toBeVisible();
    const person = {
      email: `landing-${width}-${Date.now()}@example.test`,
      password: "correct horse battery",
    };
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText("Check your mail")).toBeVisible();
    await page.goto((await newestMail(request, person.email, "confirm")).link);
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByRole("link", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Sign in" }).click();

    const dialog = page.getByRole("dialog", { name: "Confirm purchase" });
    await expect(dialog).toContainText("20 Datacenter IPs");
    await expect(dialog).toContainText("Germany");
    await expect(dialog.getByRole("link", { name: `Top up $${price_usd}` })).toBeVisible();
    await expect(page).toHaveURL(/\/catalog\?category=datacenter&country=DE&quantity=20$/);
  });
}

test("who has an account signs in on the way, and pays in two clicks", async ({
  page,
  request,
  customer,
}) => {
  await choose(page);
  await counter(page).getByRole("button", { name: "Buy 20 IPs" }).click();
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await page.getByLabel("E-mail").fill(customer.email);
  await page.getByLabel("Password").fill(customer.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("dialog", { name: "Confirm purchase" }).getByRole("button", { name: /^Pay / }).click();
  await expect(page).toHaveURL(/\/subscriptions\/\d+$/);
  expect(Number(await balanceOf(request, customer))).toBeLessThan(100);
  await page.goBack();
  await expect(page).toHaveURL(/\/catalog/);
  await expect(page.getByRole("dialog", { name: "Confirm purchase" })).toBeHidden();
});

test("a quantity out of range is brought into it, and that is said", async ({ page, customer }) => {
  for (const url of ["/", "/catalog"]) {
    if (url === "/catalog") await signIn(page, customer);
    await page.goto(url);
    const field = page.getByRole("spinbutton");
    await expect(async () => {
      await field.fill("0");
      await field.blur();
      await expect(page.getByRole("status").filter({ hasText: "from 1 to 500" })).toBeVisible({
        timeout: 500,
      });
    }).toPass();
    await expect(field).toHaveValue("1");
    await field.fill("7");
    await expect(page.getByText("from 1 to 500")).toBeHidden();
  }
});

test("too many for a country is said before an account is made", async ({ page }) => {
  await page.goto("/");
  await expect(async () => {
    await counter(page).getByLabel("Country").selectOption("JP");
    await counter(page).getByRole("spinbutton").fill("500");
    await expect(counter(page).getByRole("status").filter({ hasText: "Japan has" })).toBeVisible({
      timeout: 500,
    });
  }).toPass();
  await expect(counter(page).getByRole("button", { name: "Buy 500 IPs" })).toBeDisabled();
});

test("a link of a mail asks to sign in and then goes where it led", async ({ page, customer }) => {
  for (const path of ["/billing?amount=1.50", "/subscriptions?status=active", "/settings"]) {
    await page.context().clearCookies();
    await page.goto(path);
    await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(path)}`);
    await page.getByLabel("E-mail").fill(customer.email);
    await page.getByLabel("Password").fill(customer.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(path);
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the quote is asked for with a button, and the choice goes on to the account", async ({ page }) => {
    await page.goto("/");
    await counter(page).getByText("Datacenter").click();
    await counter(page).getByRole("spinbutton").fill("20");
    await counter(page).getByRole("button", { name: "Show the price" }).click();
    await expect(counter(page).getByRole("spinbutton")).toHaveValue("20");
    await expect(counter(page).getByRole("radio", { name: "Datacenter" })).toBeChecked();
    await counter(page).getByRole("button", { name: "Buy 20 IPs" }).click();
    await expect(page).toHaveURL(/\/sign-up\?next=.*quantity%3D20/);
  });
});

test("the landing page and the catalog open on the same wish", async ({ page, customer }) => {
  await page.goto("/");
  await expect(counter(page).getByRole("spinbutton")).toHaveValue("1");
  await signIn(page, customer);
  await page.goto("/catalog");
  await expect(page.getByRole("spinbutton")).toHaveValue("1");
});

test("the English page loads no Cyrillic letters for the one Russian word, the Russian page does", async ({
  page,
}) => {
  const loaded = () =>
    page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter(
        ({ status, unicodeRange }) => status === "loaded" && unicodeRange.startsWith("U+400-"),
      ).length;
    });
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Русский" })).toBeVisible();
  expect(await loaded()).toBe(0);
  await page.getByRole("button", { name: "Русский" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  await expect.poll(loaded).toBeGreaterThan(0);
});
