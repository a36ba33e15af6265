import type { APIRequestContext } from "@playwright/test";
import { API, expect, firstRun, headersOf, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";
import { balanceOf, operatorPage } from "./desk";

async function openInvoice(request: APIRequestContext, key: string) {
  const answer = await request.post(`${API}/deposits`, {
    headers: headersOf(key, `queue-${crypto.randomUUID()}`),
    data: { provider: "manual", amount_usd: "25.00" },
  });
  expect(answer.status()).toBe(201);
  return answer.json();
}

for (const size of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`of two operators on one deposit one wins, the other is told, and it is credited once, at ${size.width} px`, {
    tag: "@far",
  }, async ({ browser, request, customer }) => {
    const deposit = await openInvoice(request, customer.api_key);
    const [one, two] = [await operatorPage(browser), await operatorPage(browser)];
    for (const page of [one, two]) {
      await page.setViewportSize(size);
      await page.goto("/operator/deposits");
      await page.getByRole("link", { name: `Open Deposit ${deposit.transaction_id}` }).click();
      await page.getByRole("button", { name: "Mark completed" }).click();
      await page.getByRole("dialog").getByLabel("Reason").fill("Seen at the bank");
    }
    const dialog = one.getByRole("dialog");
    await expect(dialog.getByText("$125.00")).toBeVisible();
    await dialog.getByLabel("Received").fill("24.80");
    await expect(dialog.getByText("$124.80")).toBeVisible();
    await expectWellBuilt(one);
    await dialog.getByLabel("Reference").fill("SEPA-1");
    await dialog.getByRole("button", { name: "Credit" }).dblclick();
    await expect(dialog).toHaveCount(0);
    await expect(one.getByText("Completed", { exact: true })).toBeVisible();
    await expect(one.getByText("another amount")).toBeVisible();

    await two.getByRole("dialog").getByRole("button", { name: "Credit" }).click();
    await expect(two.getByRole("alert").filter({ hasText: "Somebody decided" })).toBeVisible();
    await expect(two.getByRole("dialog").getByLabel("Reason")).toHaveValue("Seen at the bank");
    const again = await request.post(`${API}/admin/deposits/${deposit.transaction_id}/mark-completed`, {
      headers: headersOf(firstRun().operator.api_key, `again-${crypto.randomUUID()}`),
      data: { reason: "Seen at the bank", received_usd: "24.80" },
    });
    expect([again.status(), (await again.json()).status]).toEqual([200, "completed"]);
    expect(await balanceOf(request, customer)).toBe("124.80");
    await Promise.all([one.close(), two.close()]);
  });
}

test("a deposit fails with a reason, and a completed one is taken back with its effect told first", async ({
  browser,
  request,
  customer,
}) => {
  const [first, second] = [
    await openInvoice(request, customer.api_key),
    await openInvoice(request, customer.api_key),
  ];
  const page = await operatorPage(browser);
  await page.goto(`/operator/deposits/${first.transaction_id}`);
  await page.getByRole("button", { name: "Mark failed" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("Never came");
  await page.getByRole("dialog").getByRole("button", { name: "Mark failed" }).click();
  await expect(page.getByText("Never came")).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark failed" })).toHaveCount(0);
  expect(await balanceOf(request, customer)).toBe("100.00");

  await page.goto(`/operator/deposits/${second.transaction_id}`);
  await page.getByRole("button", { name: "Mark completed" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("Seen at the bank");
  await page.getByRole("button", { name: "Credit" }).click();
  await page.getByRole("button", { name: "Take back" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Takes $25.00 from the balance of $125.00");
  await dialog.getByLabel("Reason").fill("The bank called it back");
  await dialog.getByRole("button", { name: "Take back" }).click();
  await expect(page.getByText("It was taken back.")).toBeVisible();
  expect(await balanceOf(request, customer)).toBe("100.00");
  await page.close();
});

test("the queue shows what waits, finds the rest, and the search leads to the deposit", async ({
  browser,
  request,
  customer,
}) => {
  const deposit = await openInvoice(request, customer.api_key);
  const page = await operatorPage(browser);
  await page.goto("/operator/deposits");
  const row = page.getByRole("row").filter({ hasText: deposit.external_id });
  await expect(row).toContainText("Pending");
  await page.getByRole("combobox", { name: "Show" }).selectOption("completed");
  await expect(page).toHaveURL(/show=completed/);
  await expect(row).toHaveCount(0);
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/operator\/deposits$/);
  await page.getByRole("searchbox", { name: "Search" }).fill("no-such-deposit");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page.getByText("No deposit matches these filters.")).toBeVisible();
  await page.goto(`/operator/search?q=${deposit.external_id}`);
  await expect(page).toHaveURL(new RegExp(`/operator/deposits/${deposit.transaction_id}$`));
  await expect(page.getByText(deposit.external_id)).toBeVisible();
  expect((await page.goto("/operator/deposits/999999999"))?.status()).toBe(404);
  await page.close();
});
