import AxeBuilder from "@axe-core/playwright";
import { adjust, balanceOf, buyIsp, newCustomer } from "../business";
import { API, expect, headersOf, signIn, test } from "../fixtures";
import { choose, openInvoice } from "./billing-page";

test("transactions are filtered in the URL, and the CSV has what the filter leaves and no formulas", async ({
  page,
  customer,
  request,
}) => {
  const id = await buyIsp(request, customer, { quantity: 5 }, "csv-of-a-purchase");
  await adjust(request, customer, "1.00", '=HYPERLINK("http://evil.example")');
  await signIn(page, customer);
  await page.goto("/billing");
  await choose(page, "Kind", "purchase");
  await expect(page.getByRole("row", { name: /5 × ISP/ })).toHaveCount(1);
  await expect(page.getByRole("row", { name: /HYPERLINK/ })).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("transactions.csv");
  const csv = async (query: string) =>
    (await (await page.request.get(`/billing/transactions.csv${query}`)).text()).trimEnd().split("\r\n");
  const purchases = await csv("?type=purchase");
  expect(purchases).toHaveLength(2);
  expect(purchases[0]).toMatch(/^id,created_at,type,status,amount_usd,balance_after_usd,description,/);
  expect(purchases[1]).toMatch(/^\d+,[\dT:.Z-]+,purchase,completed,-12\.50,87\.50,/);
  const all = await csv("");
  expect(all).toHaveLength(4);
  expect(all[1]).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(await csv(`?subscription_id=${id}`)).toHaveLength(2);
  await page.goto("/billing?type=renewal");
  await expect(page.getByText("No transaction matches these filters.")).toBeVisible();
});

test("a list longer than a page goes on page by page, and its CSV has all of it", async ({
  page,
  customer,
  request,
}) => {
  for (let n = 0; n < 105; n++) await adjust(request, customer, "1.00", `Gift number ${n}`);
  await signIn(page, customer);
  await page.goto("/billing?type=adjustment");
  await expect(page.getByRole("row")).toHaveCount(26);
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/type=adjustment&cursor=/);
  await page.getByRole("link", { name: "Back to the first" }).click();
  await expect(page).toHaveURL(/\/billing\?type=adjustment$/);
  const lines = (await (await page.request.get("/billing/transactions.csv")).text()).trimEnd().split("\r\n");
  expect(lines).toHaveLength(107);
  expect(new Set(lines).size).toBe(107);
  const stranger = await request.get("/billing/transactions.csv");
  expect(stranger.status()).toBe(401);
});

test("a purchase's receipt shows its postings, key and request, and sending the request again returns the order", async ({
  page,
  customer,
  request,
}) => {
  const key = "receipt-journey-0001";
  const bought = await buyIsp(request, customer, { quantity: 5 }, key);
  await signIn(page, customer);
  await page.goto("/billing");
  await page
    .getByRole("row", { name: /5 × ISP/ })
    .getByRole("link")
    .click();
  await expect(page).toHaveURL(/\/receipts\/\d+$/);
  const slip = page.getByRole("article");
  await expect(slip).toContainText("Set aside: your balance−$12.50");
  await expect(slip).toContainText("Charged: sales+$12.50");
  await expect(slip).toContainText(key);
  await expect(slip).toContainText(/req_\w{20}/);
  await expect(slip).toContainText("returns this order and charges nothing again");
  const again = await buyIsp(request, customer, { quantity: 5 }, key);
  expect(again).toBe(bought);
  expect(await balanceOf(request, customer)).toBe("87.50");
  await page.emulateMedia({ media: "print" });
  await expect(slip).toBeVisible();
  for (const hidden of [page.getByRole("banner"), page.getByRole("button", { name: "Print" })])
    await expect(hidden).toBeHidden();
});

test("somebody else's receipt and deposit are pages that there are not", async ({
  page,
  customer,
  request,
}) => {
  const other = await newCustomer(request, {});
  await buyIsp(request, other, { quantity: 5 }, "foreign-receipt-0001");
  const headers = headersOf(other.api_key);
  const { items } = await (await request.get(`${API}/transactions`, { headers })).json();
  const opened = await request.post(`${API}/deposits`, {
    headers: headersOf(other.api_key, "foreign-deposit-0001"),
    data: { provider: "sandbox", amount_usd: "5.00" },
  });
  const { external_id } = await opened.json();
  await signIn(page, customer);
  for (const url of [`/receipts/${items[0].id}`, "/receipts/x", `/deposits/sandbox/${external_id}`]) {
    await page.goto(url);
    await expect(page.getByRole("article")).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
  }
  expect((await page.request.get(`/deposits/sandbox/${external_id}/status`)).status()).toBe(404);
});

test("the pages of billing pass axe in both themes and fit a phone, in both languages", async ({
  page,
  customer,
  request,
}) => {
  test.setTimeout(120_000);
  await buyIsp(request, customer, { quantity: 5 }, "axe-of-billing-0001");
  await signIn(page, customer);
  await openInvoice(page, "5", "Bank or crypto transfer");
  const deposit = new URL(page.url()).pathname;
  const { items } = await (
    await request.get(`${API}/transactions?type=purchase`, { headers: headersOf(customer.api_key) })
  ).json();
  const pages = [
    "/billing?amount=12.50&next=%2Fcatalog",
    "/billing/deposits",
    deposit,
    `/receipts/${items[0].id}`,
  ];
  for (const url of [...pages, "/referrals"]) {
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(url);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${url} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  }
  await page.setViewportSize({ width: 390, height: 844 });
  for (const locale of ["en", "ru"]) {
    await page.context().addCookies([{ name: "locale", value: locale, url: new URL(page.url()).origin }]);
    for (const url of [...pages, "/referrals"]) {
      await page.goto(url);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, `${locale} ${url}`).toBeLessThanOrEqual(390);
    }
  }
});
