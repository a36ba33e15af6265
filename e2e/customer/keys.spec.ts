import type { APIRequestContext, Page } from "@playwright/test";
import { API, expect, headersOf, signIn, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";

async function statusOf(request: APIRequestContext, key: string): Promise<number> {
  return (await request.get(`${API}/users/me`, { headers: headersOf(key) })).status();
}

/** What the dialog shows once, under a label. */
async function shownOnce(page: Page, label: string): Promise<string> {
  const secret = page.getByRole("dialog").getByText(label, { exact: true }).locator("..").locator("code");
  await expect(secret).toBeVisible();
  return (await secret.textContent()) ?? "";
}

/** The texts of all answers from now on, but those of server actions. */
function payloadsOf(page: Page): { texts: Promise<string>[]; posts: Promise<string>[] } {
  const seen: { texts: Promise<string>[]; posts: Promise<string>[] } = { texts: [], posts: [] };
  page.on("response", (response) => {
    const text = response.text().catch(() => "");
    (response.request().method() === "POST" ? seen.posts : seen.texts).push(text);
  });
  return seen;
}

async function expectNowhere(page: Page, secrets: string[], texts: Promise<string>[]): Promise<void> {
  const all = [...(await Promise.all(texts)), await page.content(), page.url()].join("\n");
  expect(all.length).toBeGreaterThan(1000);
  for (const secret of secrets) expect(all.includes(secret)).toBe(false);
}

for (const width of [390, 1440]) {
  test(`a key's life at ${width} px: made, used, rotated with an overlap, revoked`, async ({
    page,
    request,
    customer,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, customer);
    const seen = payloadsOf(page);
    await page.goto("/keys");
    await page.getByRole("button", { name: "New key" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("See everything").uncheck();
    await dialog
      .getByLabel("Only from these addresses")
      .fill("127.0.0.1\nnot-a-network\n10.0.0.0/8\n10.0.0.300");
    await dialog.getByLabel("Spend at most").fill("-1");
    await dialog.getByRole("button", { name: "Make key" }).click();
    const proof = dialog.getByLabel("Password or code");
    await expect(proof).toBeFocused();
    await proof.fill("not the password");
    await dialog.getByRole("button", { name: "Make key" }).click();
    await expect(dialog.getByText("The password or the code is wrong.")).toBeVisible();
    await proof.fill(customer.password);
    await dialog.getByRole("button", { name: "Make key" }).click();
    await expect(dialog.getByLabel("Name", { exact: true })).toBeFocused();
    await expect(proof).toHaveCount(0);
    await expect(dialog.getByText("Give it a name")).toBeVisible();
    await expect(dialog.getByText("Choose at least one.")).toBeVisible();
    await expect(dialog.getByText(/: line 2 \(not-a-network\), line 4 \(10\.0\.0\.300\)\./)).toBeVisible();
    await expect(dialog.getByText("An amount above zero")).toBeVisible();
    await expect(dialog.getByLabel("Spend at most")).toHaveValue("-1");

    await dialog.getByLabel("Name", { exact: true }).fill("Crawler");
    await dialog.getByLabel("See everything").check();
    await dialog.getByLabel("Buy and renew").check();
    await dialog.getByLabel("Ends").selectOption("90d");
    await dialog.getByLabel("Only from these addresses").fill("127.0.0.0/8, ::1");
    await dialog.getByLabel("Signing of money requests").selectOption("optional");
    await dialog.getByLabel("Spend at most").fill("25.00");
    await dialog.getByRole("button", { name: "Make key" }).click();
    const first = await shownOnce(page, "API key");
    const secret = await shownOnce(page, "Signing secret");
    expect(first).toMatch(/^[a-z]+_\w{38}$/);
    expect(await statusOf(request, first)).toBe(200);
    await dialog.getByRole("button", { name: "I have kept it" }).click();

    const row = page.getByRole("row").filter({ hasText: "Crawler" });
    await expect(row).toContainText("Active");
    await expect(row).toContainText("127.0.0.0/8");
    await expect(row).toContainText("up to $25.00 a month");
    await expect(row).toContainText("signing optional");

    await page.getByRole("button", { name: "Rotate Crawler" }).click();
    await dialog.getByLabel("The old key works on").selectOption("1h");
    await dialog.getByRole("button", { name: "Rotate" }).click();
    const second = await shownOnce(page, "API key");
    expect(second).not.toBe(first);
    await expect(dialog.getByText("The old one works until")).toBeVisible();
    await dialog.getByRole("button", { name: "I have kept it" }).click();
    expect(await statusOf(request, first)).toBe(200);
    expect(await statusOf(request, second)).toBe(200);
    await expect(row.filter({ hasText: "Replaced" })).toContainText("works until");

    await page.getByRole("button", { name: "New signing secret for Crawler" }).click();
    await dialog.getByRole("button", { name: "Make secret" }).click();
    const newSecret = await shownOnce(page, "Signing secret");
    expect(newSecret).not.toBe(secret);
    await dialog.getByRole("button", { name: "I have kept it" }).click();

    await row.filter({ hasText: "Active" }).getByRole("button", { name: "Revoke Crawler" }).click();
    await expect(dialog.getByRole("heading", { name: "Revoke “Crawler”" })).toBeVisible();
    await dialog.getByRole("button", { name: "Revoke", exact: true }).click();
    await expect(row.filter({ hasText: "Revoked" })).toBeVisible();
    expect(await statusOf(request, second)).toBe(401);
    expect(await statusOf(request, first)).toBe(200);

    await page.reload();
    await expect(page.getByRole("heading", { name: "API keys" })).toBeVisible();
    await expectNowhere(page, [first, second, secret, newSecret], seen.texts);
    const posts = (await Promise.all(seen.posts)).join("\n");
    const times = [first, second, secret, newSecret].map((shown) => posts.split(shown).length - 1);
    expect(Math.max(...times)).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

test("a session that an API key opened is told why it manages no keys", async ({ page, customer }) => {
  await page.goto("/sign-in?next=%2Fkeys");
  await page.getByRole("tab", { name: "API key" }).click();
  await page.getByRole("textbox", { name: "API key" }).fill(customer.api_key);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/keys/);
  await expect(page.getByText("You signed in with an API key")).toBeVisible();
  await expect(page.getByRole("button", { name: "New key" })).toHaveCount(0);
});

test("a key is edited: a wrong network is told and nothing lost, rights go and do not come back", async ({
  page,
  customer,
  request,
}) => {
  await signIn(page, customer);
  await page.goto("/keys");
  await page.getByRole("button", { name: "Edit" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Till");
  await dialog.getByLabel("Only from these addresses").fill("10.0.0.1\nnowhere\n::1\nelsewhere");
  await dialog.getByLabel("Ends on").fill("2099-01-01");
  await dialog.getByRole("checkbox", { name: /Buy and renew/ }).uncheck();
  await dialog.getByLabel("Spend at most").fill("12.50");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("line 2 (nowhere), line 4 (elsewhere)");
  await expect(dialog.getByLabel("Name")).toHaveValue("Till");
  await expectWellBuilt(page);
  await dialog.getByLabel("Only from these addresses").fill("127.0.0.0/8");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  const row = page.getByRole("row").filter({ hasText: "Till" });
  await expect(row).toContainText("up to $12.50 a month");
  await expect(row).toContainText("127.0.0.0/8");
  const refused = await request.post(`${API}/proxy/static`, {
    headers: headersOf(customer.api_key, `edit-${crypto.randomUUID()}`),
    data: { category: "isp", country_name: "US", quantity: 1 },
  });
  expect((await refused.json()).error.code).toBe("forbidden_scope");
  await row.getByRole("button", { name: "Edit" }).click();
  await expect(dialog.getByRole("checkbox", { name: /Buy and renew/ })).toHaveCount(0);
  await expect(dialog.getByLabel("Ends on")).toHaveValue("2099-01-01");
  for (const scope of await dialog.getByRole("checkbox").all()) await scope.uncheck();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("What it may do: Choose at least one.");
  await expect(dialog.getByRole("alert")).not.toContainText("scopes");
});

test("the form of a new key passes axe in both themes and fits a phone", async ({ page, customer }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, customer);
  await page.goto("/keys");
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make key" }).click();
  await expect(page.getByLabel("Password or code")).toBeFocused();
  await expectWellBuilt(page);
});

test("the frame says when the browser is offline, and stops when it is back", async ({ page, customer }) => {
  await signIn(page, customer);
  await page.goto("/keys");
  await expect(page.getByText("You are offline.")).toHaveCount(0);
  await page.context().setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText("You are offline.")).toHaveCount(0);
});
