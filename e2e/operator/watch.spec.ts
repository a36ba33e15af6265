import { API, expect, firstRun, headersOf, signIn, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";

test.describe.configure({ timeout: 150_000 });

const operator = () => firstRun().operator;

test("the audit trail is filtered, opens its facts, and its filter is what the CSV has", async ({
  page,
  request,
  customer,
}) => {
  const ban = await request.post(`${API}/admin/users/${customer.user_id}/ban`, {
    headers: headersOf(operator().api_key),
    data: { banned: true, reason: "=cmd|'/c calc'!A1" },
  });
  const requestId = ban.headers()["x-request-id"] ?? "";
  await signIn(page, operator());
  await page.goto("/operator/audit");
  await page.getByLabel("User id").fill(String(customer.user_id));
  await page.getByLabel("Action", { exact: true }).selectOption("user.ban");
  await expect(page).toHaveURL(/user_id=/);
  await expect(page.getByRole("row")).toHaveCount(2);
  const row = page.getByRole("row").nth(1);
  await expect(row).toContainText("User banned");
  await expect(row).toContainText("Reason=cmd");
  await expect(row.getByRole("link", { name: operator().email })).toBeVisible();
  await page.getByText("Raw", { exact: true }).click();
  await expect(page.getByText(requestId)).toBeVisible();
  await expectWellBuilt(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  const lines = Buffer.concat(chunks).toString().trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(requestId);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByLabel("User id")).toBeHidden();
  await page.getByRole("button", { name: "Filters: 1" }).click();
  await expect(page.getByLabel("User id")).toHaveValue(String(customer.user_id));
  await page.goto("/operator/audit?since=2026-02-31&until=9999-99-99&cursor=!");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Audit trail");
});

test("the CSV has every page of the trail", async ({ page }) => {
  await signIn(page, operator());
  const csv = await (await page.request.get("/operator/audit/csv")).text();
  const rows = csv
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(","))
    .filter((cells) => cells.length > 1);
  const ids = rows.map(([id]) => Number(id));
  const times = rows.map(([, time = ""]) => time);
  const headers = headersOf(operator().api_key);
  // Others act meanwhile, so the newest of the CSV may have newer ones above it.
  const { items } = await (await page.request.get(`${API}/admin/audit?limit=100`, { headers })).json();
  expect(items.map(({ id }: { id: number }) => id)).toContain(ids[0]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(times).toEqual(times.toSorted().reverse());
});

test("health tells every part, and checks the books when asked", async ({ page }) => {
  await signIn(page, operator());
  await page.goto("/operator/health");
  for (const part of ["Books", "Jobs", "Suppliers", "Payment providers", "Mail", "Gateway", "Database"])
    await expect(page.getByRole("heading", { level: 2, name: part })).toBeVisible();
  const before = await page.locator("time").first().getAttribute("datetime");
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.locator("time").first()).not.toHaveAttribute("datetime", before ?? "");
  await expect(page.getByText("The books close", { exact: true })).toBeVisible();
});

test("monitoring reads the metrics from this machine; no customer reaches the operator's pages", async ({
  page,
  request,
  customer,
}) => {
  const metrics = await request.get("/metrics");
  expect(metrics.status()).toBe(200);
  const text = await metrics.text();
  for (const line of ["proxydeck_database_up 1", "proxydeck_gateway_up 1"])
    expect(text.split("\n")).toContain(line);
  const forwarded = await request.get("/metrics", { headers: { "X-Forwarded-For": "203.0.113.9" } });
  expect(forwarded.status()).toBe(404);
  await signIn(page, customer);
  for (const place of [
    "subscriptions",
    "stock",
    "stock/import",
    "prices",
    "prices/isp",
    "keys",
    "audit",
    "health",
  ]) {
    await page.goto(`/operator/${place}`);
    await expect(page).not.toHaveURL(/operator/);
  }
  expect(await (await page.request.get("/operator/audit/csv")).text()).not.toContain("request_id");
});

test("a click on the time of a row opens it, and a customer's address leads an operator to the overview", async ({
  page,
  customer,
}) => {
  await signIn(page, operator());
  await page.goto(`/operator/users?q=${encodeURIComponent(customer.email)}`);
  const time = page.getByRole("table").locator("time").first();
  await expect(time).toHaveAttribute("title", /UTC$/);
  await expect(async () => {
    await time.click({ timeout: 1000 });
    await expect(page).toHaveURL(new RegExp(`/operator/users/${customer.user_id}$`), { timeout: 2000 });
  }).toPass();
  await page.goto("/subscriptions?q=x");
  await expect(page).toHaveURL(/\/operator$/);
});
