import type { APIRequestContext } from "@playwright/test";
import { API, expect, firstRun, headersOf, type Person, signIn, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";

test.describe.configure({ timeout: 150_000 });

const operator = () => firstRun().operator;
let counter = 0;
const freshKey = () => `shop-${process.pid}-${Date.now()}-${++counter}`;

async function buy(request: APIRequestContext, key: string, body: Record<string, unknown>) {
  return request.post(`${API}/proxy/static`, { headers: headersOf(key, freshKey()), data: body });
}

async function buyOne(request: APIRequestContext, customer: Person): Promise<number> {
  const answer = await buy(request, customer.api_key, { category: "isp", country_name: "US", quantity: 4 });
  expect(answer.status()).toBe(200);
  return (await answer.json()).subscription_id;
}

async function balanceOf(request: APIRequestContext, customer: Person): Promise<string> {
  const answer = await request.get(`${API}/users/me`, { headers: headersOf(customer.api_key) });
  return (await answer.json()).user.balance_usd;
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
  await expectWellBuilt(page);
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
  await expectWellBuilt(page);
  await page.getByRole("link", { name: "Edit prices of ISP" }).click();
  const price = page.getByLabel("Price of one, tier 1", { exact: true });
  const before = await price.inputValue();
  await price.fill("nothing");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "unit_price_usd" })).toBeVisible();
  await expect(price).toHaveValue("nothing");
  await price.fill("9.00");
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

test("a key is issued, shown once, works, is rotated and revoked", async ({ page, request, customer }) => {
  const me = (key: string) => request.get(`${API}/users/me`, { headers: headersOf(key) });
  await signIn(page, operator());
  await page.goto(`/operator/keys?user_id=${customer.user_id}`);
  await page.getByRole("button", { name: "Issue a reseller key" }).click();
  const dialog = page.getByRole("dialog", { name: "Issue a reseller key" });
  await expect(dialog.getByLabel("User id")).toHaveValue(String(customer.user_id));
  await dialog.getByLabel("Name").fill("Billing server");
  await dialog.getByLabel("Allowed addresses").fill("not an address");
  await dialog.getByRole("button", { name: "Issue the key" }).click();
  await expect(dialog.getByRole("alert")).toContainText("allowed_ips");
  await expect(dialog.getByLabel("Name")).toHaveValue("Billing server");
  await dialog.getByLabel("Allowed addresses").fill("");
  await dialog.getByRole("button", { name: "Issue the key" }).click();
  await expect(dialog.getByRole("button", { name: "I have copied it" })).toBeVisible();
  const key = (await dialog.locator("code").textContent()) ?? "";
  await expectWellBuilt(page);
  const answer = await me(key);
  expect([answer.status(), (await answer.json()).user.id]).toEqual([200, customer.user_id]);
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText("Billing server")).toBeVisible();
  expect(await page.content()).not.toContain(key);

  const row = () => page.getByRole("row").filter({ hasText: "Billing server" }).filter({ hasText: "Active" });
  await row().getByRole("button", { name: "Rotate" }).click();
  const rotation = page.getByRole("dialog", { name: "Rotate Billing server" });
  await rotation.getByLabel("The old key works on").selectOption("now");
  await rotation.getByRole("button", { name: "Rotate" }).click();
  const newer = (await rotation.locator("code").textContent()) ?? "";
  await rotation.getByRole("button", { name: "I have copied it" }).click();
  expect([(await me(key)).status(), (await me(newer)).status()]).toEqual([401, 200]);

  await row().getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row()).toHaveCount(0);
  expect((await me(newer)).status()).toBe(401);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectWellBuilt(page);
});

test("an operator key is issued with every scope", async ({ page, request }) => {
  await signIn(page, operator());
  await page.goto("/operator/keys");
  await page.getByRole("button", { name: "Issue an operator key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Back office");
  await dialog.getByRole("button", { name: "Issue the key" }).click();
  const key = (await dialog.locator("code").textContent()) ?? "";
  expect((await request.get(`${API}/admin/users`, { headers: headersOf(key) })).status()).toBe(200);
});

test("a subscription is suspended, resumed and refunded with its amounts shown before", async ({
  page,
  request,
  customer,
}) => {
  const id = await buyOne(request, customer);
  await signIn(page, operator());
  await page.goto(`/operator/subscriptions?user_id=${customer.user_id}`);
  await page.getByRole("link", { name: `Open #${id}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`#${id}`);
  await expectWellBuilt(page);
  const act = async (name: string, reason: string) => {
    await page.getByRole("button", { name, exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name, exact: true }).click();
    await expect(dialog).toHaveCount(0);
  };
  const main = page.getByRole("main");
  await act("Suspend", "Complaint about abuse");
  await expect(main.getByText("Suspended", { exact: true })).toBeVisible();
  await act("Resume", "Settled with the customer");
  await expect(main.getByText("Active", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Refund" }).click();
  await expect(page.getByLabel("How much")).toContainText("All that was paid: $10.00");
  await page.keyboard.press("Escape");
  await act("Refund", "Not as described");
  await expect(main.getByText("Released", { exact: true })).toBeVisible();
  expect(await balanceOf(request, customer)).toBe("100.00");
  await expect(page.getByRole("button", { name: "Refund" })).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectWellBuilt(page);
});

test("a subscription is granted free of charge, and traffic is added to it", async ({
  page,
  request,
  customer,
}) => {
  await signIn(page, operator());
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/operator/subscriptions?user_id=${customer.user_id}`);
  await expect(page.getByText("No subscription matches these filters.")).toBeVisible();
  await expectWellBuilt(page);
  await page.getByRole("button", { name: "Grant" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Category").selectOption("residential");
  await dialog.getByLabel("Quantity").fill("2");
  await dialog.getByLabel("Reason").fill("Goodwill after the outage");
  await dialog.getByRole("button", { name: "Grant" }).click();
  await expect(page).toHaveURL(/\/operator\/subscriptions\/\d+$/);
  await expect(page.getByText("2 GB", { exact: true }).first()).toBeVisible();
  expect(await balanceOf(request, customer)).toBe("100.00");
  await page.getByRole("button", { name: "Add traffic" }).click();
  await page.getByLabel("GB to add").fill("3");
  await page.getByLabel("Reason").fill("Goodwill");
  await page.getByRole("dialog").getByRole("button", { name: "Add traffic" }).click();
  await expect(page.getByText("5 GB", { exact: true }).first()).toBeVisible();
});
