import type { APIRequestContext } from "@playwright/test";
import { API, expect, firstRun, headersOf, signIn, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";
import { balanceOf } from "./desk";

test.describe.configure({ timeout: 150_000 });

const operator = () => firstRun().operator;

async function buy(request: APIRequestContext, key: string, body: Record<string, unknown>) {
  const headers = headersOf(key, `shop-${crypto.randomUUID()}`);
  return request.post(`${API}/proxy/static`, { headers, data: body });
}

test("a list with a bad line imports nothing; mended it is on the shelf and a customer buys it", async ({
  page,
  request,
  customer,
}) => {
  const third = 1 + Math.floor(Math.random() * 250);
  const ip = (n: number) => `198.51.${third}.${n}`;
  await signIn(page, operator());
  await page.goto("/operator/stock");
  await page.getByRole("link", { name: "Import a list" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import a list");
  await page.getByLabel("Category").selectOption("datacenter");
  await page.getByLabel("Country").fill("Iceland");
  const list = page.getByLabel("List, one proxy per line");
  await list.fill(
    `${ip(1)}:8080:user:secret-one\n${ip(2)}:99999:user:secret-two\nuser:secret-three@${ip(3)}:8080`,
  );
  await page.getByRole("button", { name: "Check the list" }).click();
  await expect(page.getByText("1 line is wrong. Nothing is imported until it is right.")).toBeVisible();
  await expect(page.getByRole("row", { name: /2 A port is a number from 1 to 65535/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Import \d/ })).toHaveCount(0);
  await expectWellBuilt(page);
  const stock = () =>
    request.get(`${API}/admin/stock?q=198.51.${third}.`, { headers: headersOf(operator().api_key) });
  expect((await (await stock()).json()).items).toEqual([]);

  const mended = `${ip(1)}:8080:user:secret-one\n${ip(2)}:9999:user:secret-two\nuser:secret-three@${ip(3)}:8080`;
  await page.getByLabel("From a file").setInputFiles({
    name: "list.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(mended),
  });
  await expect(list).toHaveValue(mended);
  await page.getByRole("button", { name: "Check the list" }).click();
  await expect(page.getByText("3 new addresses")).toBeVisible();
  const found = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: "What will happen" }) });
  await expect(found).toContainText(`${ip(1)}:8080`);
  await expect(found).not.toContainText("secret");
  await page.getByRole("button", { name: "Import 3 addresses" }).click();
  await expect(page.getByRole("main").getByText("3 addresses are on the shelf.")).toBeVisible();

  const bought = await buy(request, customer.api_key, {
    category: "datacenter",
    country_name: "IS",
    quantity: 2,
  });
  expect(bought.status()).toBe(200);
  const { subscription_id: id } = await bought.json();
  const credentials = await request.get(`${API}/proxy/subscriptions/${id}/credentials`, {
    headers: headersOf(customer.api_key),
  });
  expect((await credentials.json()).static_proxies[0].ip).toContain(`198.51.${third}.`);

  await page.goto(`/operator/stock?q=198.51.${third}.&status=free`);
  await page.getByRole("button", { name: "Withdraw" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText(/is withdrawn\.$/)).toBeVisible();
  await page.goto(`/operator/stock?q=198.51.${third}.`);
  await expect(page.getByRole("cell", { name: "Withdrawn", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Put back" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Put back" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
});

test("a price is compared before and after, then saved; a checkout at the old one ends in price_changed", async ({
  page,
  request,
  customer,
}) => {
  await signIn(page, operator());
  await page.goto("/operator/prices");
  await page.getByRole("link", { name: "Edit prices of ISP" }).click();
  const price = page.getByLabel("Price of one, tier 1", { exact: true });
  const before = await price.inputValue();
  await price.fill("nothing");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(price).toBeFocused();
  await expect(price).toHaveAccessibleDescription(/^A price above zero/);
  await expect(page.getByText("unit_price_usd")).toHaveCount(0);
  await expect(price).toHaveValue("nothing");
  await price.fill("9");
  await expect(price).toHaveAccessibleDescription("");
  await page.getByLabel("What these quantities cost").fill("1, 4");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("row", { name: /^4 .*\$36\.00/ })).toBeVisible();
  await expectWellBuilt(page);
  try {
    await page.getByRole("button", { name: "Save prices" }).click();
    await expect(page).toHaveURL(/\/operator\/prices$/);
    const wish = { category: "isp", country_name: "US", quantity: 1, max_price_usd: before };
    const refused = await buy(request, customer.api_key, wish);
    expect([refused.status(), (await refused.json()).error.code]).toEqual([409, "price_changed"]);
    expect(await balanceOf(request, customer)).toBe("100.00");
  } finally {
    await page.goto("/operator/prices/isp");
    await price.fill(before);
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByRole("button", { name: "Save prices" }).click();
    await expect(page).toHaveURL(/\/operator\/prices$/);
  }
});

test("a category is taken off sale and put back", async ({ page, request, customer }) => {
  await signIn(page, operator());
  await page.goto("/operator/prices");
  const card = page.locator("section").filter({ has: page.getByRole("heading", { name: "Datacenter" }) });
  await card.getByRole("button", { name: "Stop selling" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop selling" }).click();
  await expect(card.getByText("Not on sale")).toBeVisible();
  const wish = { category: "datacenter", country_name: "US", quantity: 1 };
  expect((await buy(request, customer.api_key, wish)).ok()).toBe(false);
  await card.getByRole("button", { name: "Sell" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sell" }).click();
  await expect(card.getByText("On sale", { exact: true })).toBeVisible();
  expect((await buy(request, customer.api_key, wish)).ok()).toBe(true);
});
