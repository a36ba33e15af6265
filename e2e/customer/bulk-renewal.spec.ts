import type { APIRequestContext, Page } from "@playwright/test";
import { balanceOf, buyIsp, cardOf, DAY_S, operatorHeaders } from "../business";
import { API, expect, type Person, signIn, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";

test.describe.configure({ timeout: 120_000 });

/** Three subscriptions, all selected, with the dialog open. */
async function select(page: Page, request: APIRequestContext, customer: Person): Promise<number[]> {
  const ids = [];
  for (let n = 0; n < 3; n++) ids.push(await buyIsp(request, customer, { quantity: 1 }));
  await signIn(page, customer);
  await page.goto("/subscriptions");
  await expect(async () => {
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await expect(page.getByRole("region", { name: "Selected subscriptions" })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page
    .getByRole("region", { name: "Selected subscriptions" })
    .getByRole("button", { name: "Renew", exact: true })
    .click();
  return ids;
}

/** The supplier takes a while over the next deliveries, longer than a request waits. */
async function slowSupplier(request: APIRequestContext, times: number): Promise<void> {
  const data = { target: "supplier", fault: "late", times };
  const answer = await request.post(`${API}/sandbox/faults`, { headers: operatorHeaders(), data });
  expect(answer.status()).toBe(200);
}

/** Each has got one term, and the balance paid for three. */
async function expectRenewedOnce(
  request: APIRequestContext,
  customer: Person,
  ids: number[],
  before: Date[],
) {
  for (const [index, id] of ids.entries()) {
    const end = Date.parse((await cardOf(request, customer, id)).expires_at);
    expect(end - (before[index]?.getTime() ?? 0)).toBe(30 * DAY_S * 1000);
  }
  expect(await balanceOf(request, customer)).toBe("85.00");
}

const endsOf = (request: APIRequestContext, customer: Person, ids: number[]) =>
  Promise.all(ids.map(async (id) => new Date((await cardOf(request, customer, id)).expires_at)));

for (const width of [1440, 390]) {
  test(`a bulk renewal is followed until each has ended (${width} px)`, async ({
    page,
    request,
    customer,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const ids = await select(page, request, customer);
    const before = await endsOf(request, customer, ids);
    const dialog = page.getByRole("dialog", { name: "Renew 3 subscriptions" });
    await slowSupplier(request, 1);
    try {
      await dialog.getByRole("button", { name: "Pay $7.50" }).dblclick();
      await expect(dialog.getByText("0 of 3 done")).toBeVisible();
      await expect(dialog.getByText("2 of 3 done")).toBeVisible({ timeout: 15_000 });
      await expect(dialog.getByText("under way")).toHaveCount(1);
      await expectWellBuilt(page);
      await expect(dialog.getByText("3 of 3 done")).toBeVisible({ timeout: 30_000 });
      await expect(dialog.getByText(/renewed until/)).toHaveCount(3);
    } finally {
      await slowSupplier(request, 0);
    }
    await dialog.getByRole("button", { name: "Done" }).click();
    await expectRenewedOnce(request, customer, ids, before);
  });
}

test("a reload in the middle asks about the same renewal and never renews twice", async ({
  page,
  request,
  customer,
}) => {
  const ids = await select(page, request, customer);
  const before = await endsOf(request, customer, ids);
  const dialog = page.getByRole("dialog", { name: "Renew 3 subscriptions" });
  await slowSupplier(request, 3);
  try {
    await dialog.getByRole("button", { name: "Pay $7.50" }).click();
    await expect(dialog.getByText("0 of 3 done")).toBeVisible();
    await page.reload();
    await expect(dialog).toContainText("We don't know yet how this ended");
    await expect(dialog.getByText("not known yet")).toHaveCount(3);
    await expect(dialog.getByRole("button", { name: /^Pay/ })).toHaveCount(0);
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await page.reload();
    await dialog.getByRole("button", { name: "Ask how it ended" }).click();
    await expect(dialog.getByText("3 of 3 done")).toBeVisible({ timeout: 60_000 });
  } finally {
    await slowSupplier(request, 0);
  }
  await expectRenewedOnce(request, customer, ids, before);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(dialog).toBeHidden();
});
