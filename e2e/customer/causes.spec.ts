import type { Page } from "@playwright/test";
import { adjust, buyIsp, operatorHeaders } from "../business";
import { API, expect, headersOf, signIn, test } from "../fixtures";
import { operatorPage } from "../operator/desk";

const ENGLISH = /Renewal:|Refund of order|Sandbox balance/;

async function readRussian(page: Page) {
  const url = new URL(page.url()).origin;
  await page.context().addCookies([{ name: "locale", value: "ru", url }]);
}

test("what moved the money is told in Russian wherever it is listed; a reason stays as written, the CSV too", async ({
  page,
  browser,
  customer,
  request,
}) => {
  const id = await buyIsp(request, customer, { quantity: 5 });
  const renewed = await request.post(`${API}/proxy/subscriptions/${id}/renew`, {
    headers: headersOf(customer.api_key, `causes-${crypto.randomUUID()}`),
    data: {},
  });
  expect([200, 202]).toContain(renewed.status());
  await adjust(request, customer, "1.00", "Refund of order 1, said by hand");
  const refunded = await request.post(`${API}/admin/subscriptions/${id}/refund`, {
    headers: operatorHeaders(`causes-${crypto.randomUUID()}`),
    data: { portion: "full", reason: "Goodwill" },
  });
  expect(refunded.status()).toBe(200);
  await signIn(page, customer);
  await readRussian(page);

  await page.goto("/billing");
  const table = page.getByRole("table").first();
  await expect(table.getByText("Продление: 5 × ISP US")).toBeVisible();
  await expect(table.getByText(/^Возврат по заказу \d+$/)).toHaveCount(2);
  await expect(table.getByText("Refund of order 1, said by hand")).toBeVisible();
  await page.getByRole("button", { name: /^Баланс/ }).click();
  await expect(page.getByText(/^Возврат по заказу/).first()).toBeVisible();
  const { items } = await (
    await request.get(`${API}/transactions?type=renewal`, { headers: headersOf(customer.api_key) })
  ).json();
  await page.goto(`/receipts/${items[0].id}`);
  await expect(page.getByText("Продление: 5 × ISP US")).toBeVisible();
  expect(await page.locator("main").textContent()).not.toMatch(ENGLISH);
  const csv = await (await page.request.get("/billing/transactions.csv")).text();
  expect(csv).toContain("Renewal: 5 × ISP US");

  const desk = await operatorPage(browser);
  await readRussian(desk);
  await desk.goto(`/operator/users/${customer.user_id}?part=balance`);
  await expect(desk.getByText("Продление: 5 × ISP US").first()).toBeVisible();
  await expect(desk.getByText("Учебный баланс").first()).toBeVisible();
  await desk.goto(`/operator/subscriptions/${id}`);
  await expect(desk.getByText("Продление: 5 × ISP US").first()).toBeVisible();
  await desk.close();
});
