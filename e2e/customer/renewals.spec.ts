import { readFileSync } from "node:fs";
import type { APIRequestContext } from "@playwright/test";
import { API, expect, firstRun, headersOf, type Person, signIn, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";

const DAY_S = 86_400;
const WIDTHS = [1440, 390];

async function buy(request: APIRequestContext, person: Person, autoRenew: boolean): Promise<number> {
  const answer = await request.post(`${API}/proxy/static`, {
    headers: headersOf(person.api_key, `buy-${crypto.randomUUID()}`),
    data: { category: "isp", country_name: "US", quantity: 1, auto_renew: autoRenew },
  });
  expect([200, 202]).toContain(answer.status());
  const { subscription_id } = await answer.json();
  await expect(async () => {
    const card = await request.get(`${API}/proxy/subscriptions/${subscription_id}`, {
      headers: headersOf(person.api_key),
    });
    expect((await card.json()).status).toBe("active");
  }).toPass();
  return subscription_id;
}

async function moveClock(request: APIRequestContext, data: object): Promise<void> {
  const headers = headersOf(firstRun().operator.api_key);
  expect((await request.post(`${API}/sandbox/clock`, { headers, data })).status()).toBe(200);
}

async function addMoney(request: APIRequestContext, person: Person, amount: string): Promise<void> {
  const answer = await request.post(`${API}/admin/users/${person.user_id}/balance`, {
    headers: headersOf(firstRun().operator.api_key, `money-${crypto.randomUUID()}`),
    data: { amount_usd: amount, reason: "Journey" },
  });
  expect(answer.status()).toBe(200);
}

for (const width of WIDTHS) {
  test(`three are renewed with one total and a result each, at ${width} px`, async ({
    page,
    request,
    customer,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const ids = [];
    for (let n = 0; n < 3; n++) ids.push(await buy(request, customer, false));
    await signIn(page, customer);
    await page.goto("/subscriptions");
    await page.getByRole("checkbox", { name: `#${ids[0]}` }).focus();
    await page.keyboard.press("Space");
    const bar = page.getByRole("region", { name: "Selected subscriptions" });
    await expect(bar).toContainText("1 selected");
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await expect(bar).toContainText("3 selected");
    await expect(bar).toContainText("$7.50");
    await expectWellBuilt(page);

    await bar.getByRole("button", { name: "Renew", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Renew 3 subscriptions" });
    await dialog.getByRole("button", { name: "Pay $7.50" }).dblclick();
    await expect(dialog.getByRole("list", { name: "Result of each" }).getByRole("listitem")).toHaveText([
      /renewed until/,
      /renewed until/,
      /renewed until/,
    ]);
    await expect(dialog).toContainText("$7.50");
    await expectWellBuilt(page);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("button", { name: /Balance/ })).toContainText("$85.00");

    await bar.getByRole("button", { name: "Auto-renew on" }).click();
    await expect(page.getByText("Auto-renew is on for 3 subscriptions.")).toBeVisible();
    await expect(page.getByRole("button", { name: /Balance/ })).toContainText("covers every planned renewal");

    await bar.getByRole("button", { name: "Export credentials" }).click();
    const confirm = page.getByRole("dialog", { name: /Export the credentials of 3/ });
    await confirm.getByLabel("Password").fill("not the password");
    await confirm.getByRole("button", { name: "Download" }).click();
    await expect(confirm.getByRole("alert")).toContainText("not right");
    await confirm.getByLabel("Password").fill(customer.password);
    const download = page.waitForEvent("download");
    await confirm.getByRole("button", { name: "Download" }).click();
    const file = readFileSync(await (await download).path(), "utf8");
    expect(file.trim().split("\n")).toHaveLength(3);
    expect(file).toMatch(/^(\d+\.){3}\d+:\d+:\w+:\w+$/m);
  });
}

test("the list's CSV follows the filter, holds no secret and no formula", async ({
  page,
  request,
  customer,
}) => {
  const id = await buy(request, customer, false);
  await request.patch(`${API}/proxy/subscriptions/${id}`, {
    headers: headersOf(customer.api_key),
    data: { label: '=cmd("x")' },
  });
  await signIn(page, customer);
  await page.goto("/subscriptions?status=active");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV of this list" }).click();
  const csv = readFileSync(await (await download).path(), "utf8");
  expect(csv.split("\r\n")[1]).toContain(`"${id}","'=cmd(""x"")","isp","US"`);
  const none = await page.request.get("/subscriptions/csv?status=released");
  expect((await none.text()).trim().split("\r\n")).toHaveLength(1);
  await page.goto("/subscriptions");
  await page.getByRole("combobox", { name: "Ends" }).selectOption("7d");
  await expect(page.getByText("No subscription matches these filters.")).toBeVisible();
});

test("run out, be warned in the header, top up, renewed by itself", async ({ page, request, customer }) => {
  await buy(request, customer, true);
  await addMoney(request, customer, "-96.50");
  await signIn(page, customer);
  const chip = page.getByRole("button", { name: /Balance/ });
  await expect(chip).toContainText("covers renewals until");
  try {
    await moveClock(request, { advance_seconds: 29.5 * DAY_S });
    await expect(async () => {
      await page.goto("/");
      await expect(chip).toContainText("top up $1.50 by", { timeout: 1000 });
    }).toPass({ timeout: 30_000 });
    const notices = page.getByRole("list", { name: "Needs you" });
    await expect(notices).toContainText("A renewal failed: $1.50 is missing");
    await expect(notices.getByRole("link", { name: "Top up $1.50" })).toBeVisible();
    await expect(page.getByRole("table", { name: "Renewals to come" })).toContainText("failed");
    await expectWellBuilt(page);
    await addMoney(request, customer, "1.50");
    await expect(async () => {
      await page.goto("/");
      await expect(chip).toContainText("$0.00", { timeout: 1000 });
      await expect(notices).toBeHidden({ timeout: 1000 });
    }).toPass({ timeout: 30_000 });
  } finally {
    await moveClock(request, { reset: true });
  }
});
