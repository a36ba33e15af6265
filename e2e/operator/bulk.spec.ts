import type { APIRequestContext, Page } from "@playwright/test";
import { buyIsp, cardOf, operatorHeaders } from "../business";
import { API, expect, headersOf, type Person, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";
import { balanceOf, operatorPage } from "./desk";

test.describe.configure({ timeout: 120_000 });

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

async function openInvoices(request: APIRequestContext, customer: Person, count: number): Promise<number[]> {
  const ids = [];
  for (let n = 0; n < count; n++) {
    const answer = await request.post(`${API}/deposits`, {
      headers: headersOf(customer.api_key, `bulk-${crypto.randomUUID()}`),
      data: { provider: "manual", amount_usd: "25.00" },
    });
    expect(answer.status()).toBe(201);
    ids.push((await answer.json()).transaction_id);
  }
  return ids;
}

/** Selects all of the page by keyboard and opens one of the acts. */
async function choose(page: Page, act: string) {
  const all = page.getByRole("checkbox", { name: "Select all on this page" });
  const bar = page.getByRole("region", { name: "What can be done with the selected rows" });
  await expect(async () => {
    await all.focus();
    if (!(await all.isChecked())) await page.keyboard.press("Space");
    await expect(bar).toBeVisible({ timeout: 500 });
  }).toPass();
  await bar.getByRole("button", { name: act }).focus();
  await page.keyboard.press("Enter");
  return page.getByRole("dialog");
}

for (const size of SIZES) {
  test(`subscriptions are suspended, resumed and refunded together, at ${size.width} px`, async ({
    browser,
    request,
    customer,
  }) => {
    const ids: number[] = [];
    for (let n = 0; n < 3; n++) ids.push(await buyIsp(request, customer, { quantity: 1 }));
    const states = () => Promise.all(ids.map(async (id) => (await cardOf(request, customer, id)).status));
    const page = await operatorPage(browser, size);
    await page.goto(`/operator/subscriptions?user_id=${customer.user_id}`);
    const suspend = await choose(page, "Suspend (3)");
    await expect(suspend.getByLabel("Reason")).toBeFocused();
    await page.keyboard.type("Complaint of a network");
    await expectWellBuilt(page);
    await suspend.getByRole("button", { name: "Suspend (3)" }).dblclick();
    await expect(suspend.getByText("3 of 3 done")).toBeVisible({ timeout: 20_000 });
    await expectWellBuilt(page);
    expect(await states()).toEqual(["suspended", "suspended", "suspended"]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("table").getByText("Suspended", { exact: true })).toHaveCount(3);

    await request.post(`${API}/admin/subscriptions/${ids[0]}/resume`, {
      headers: operatorHeaders(),
      data: { reason: "Somebody was faster" },
    });
    const resume = await choose(page, "Resume (3)");
    await page.keyboard.type("The network took it back");
    await resume.getByRole("button", { name: "Resume (3)" }).click();
    await expect(resume.getByText("3 of 3 done")).toBeVisible({ timeout: 20_000 });
    await expect(resume.getByText("works already")).toHaveCount(1);
    await resume.getByRole("button", { name: "Close" }).last().click();
    await expect(page.getByRole("table").getByText("Active", { exact: true })).toHaveCount(3);

    const refund = await choose(page, "Refund the unused part (3)");
    await expect(refund.getByText("$7.50")).toBeVisible();
    await page.keyboard.type("Goodwill");
    await refund.getByRole("button", { name: "Refund the unused part (3)" }).click();
    await expect(refund.getByText("3 of 3 done")).toBeVisible({ timeout: 20_000 });
    await expect(refund.getByText(/given back$/)).toHaveCount(3);
    expect(await states()).toEqual(["released", "released", "released"]);
    await page.close();
  });

  test(`deposits are completed together, each credited once, and who was slower is told, at ${size.width} px`, async ({
    browser,
    request,
    customer,
  }) => {
    const ids = await openInvoices(request, customer, 3);
    const page = await operatorPage(browser, size);
    await page.goto(`/operator/deposits?q=${encodeURIComponent(customer.email)}`);
    const complete = await choose(page, "Mark completed (3)");
    await expect(complete.getByText("$75.00")).toBeVisible();
    await expectWellBuilt(page);
    for (const [index, act] of ["mark-failed", "mark-completed"].entries()) {
      const answer = await request.post(`${API}/admin/deposits/${ids[index]}/${act}`, {
        headers: operatorHeaders(`faster-${crypto.randomUUID()}`),
        data: { reason: "Another operator" },
      });
      expect(answer.status()).toBe(200);
    }
    await complete.getByLabel("Reason").fill("Seen at the bank");
    await complete.getByRole("button", { name: "Mark completed (3)" }).dblclick();
    await expect(complete.getByText("2 of 3 done")).toBeVisible({ timeout: 20_000 });
    await expect(complete.getByText("somebody decided before you")).toHaveCount(1);
    await expect(complete.getByText("$25.00 credited already")).toHaveCount(1);
    await expectWellBuilt(page);
    await complete.getByRole("button", { name: "Try the other 1 again" }).click();
    await expect(complete.getByText("somebody decided before you")).toHaveCount(1);
    expect(await balanceOf(request, customer)).toBe("150.00");
    await page.close();
  });
}

test("deposits fail together; what got lost on the way is asked about with the same key", async ({
  browser,
  request,
  customer,
}) => {
  await openInvoices(request, customer, 2);
  const page = await operatorPage(browser);
  await page.goto(`/operator/deposits?q=${encodeURIComponent(customer.email)}`);
  const fail = await choose(page, "Mark failed (2)");
  await page.keyboard.type("Never came");
  const sent: (string | null)[] = [];
  await page.route("**/operator/deposits*", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    sent.push(route.request().postData());
    if (sent.length > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await fail.getByRole("button", { name: "Mark failed (2)" }).click();
  await expect(fail.getByText("1 of 2 done")).toBeVisible({ timeout: 20_000 });
  await expect(fail.getByText(/^not known yet/)).toHaveCount(1);
  await fail.getByRole("button", { name: "Try the other 1 again" }).click();
  await expect(fail.getByText("2 of 2 done")).toBeVisible({ timeout: 20_000 });
  expect(sent).toHaveLength(3);
  expect(sent[2]).toBe(sent[0]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("table").getByText("Failed", { exact: true })).toHaveCount(2);
  expect(await balanceOf(request, customer)).toBe("100.00");
  await page.close();
});

test("a subscription whose answer got lost is done when it is asked again, one in another state is not", async ({
  browser,
  request,
  customer,
}) => {
  const ids: number[] = [];
  for (let n = 0; n < 2; n++) ids.push(await buyIsp(request, customer, { quantity: 1 }));
  const page = await operatorPage(browser);
  await page.goto(`/operator/subscriptions?user_id=${customer.user_id}`);
  const suspend = await choose(page, "Suspend (2)");
  await page.keyboard.type("Complaint of a network");
  const sent: string[] = [];
  await page.route("**/operator/subscriptions*", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const id = (route.request().postData() ?? "").match(/"id":(\d+)/)?.[1] ?? "";
    sent.push(id);
    if (sent.length > 2) return route.continue();
    // The first one takes effect, and only its answer is lost. Of the other one, the request never arrives.
    if (sent.length === 1) await route.fetch();
    await route.abort();
  });
  await suspend.getByRole("button", { name: "Suspend (2)" }).click();
  await expect(suspend.getByText("0 of 2 done")).toBeVisible({ timeout: 20_000 });
  await expect(suspend.getByText(/^not known yet/)).toHaveCount(2);
  expect(new Set(sent)).toEqual(new Set(ids.map(String)));
  const released = await request.post(`${API}/admin/subscriptions/${sent[1]}/refund`, {
    headers: operatorHeaders(`control-${crypto.randomUUID()}`),
    data: { portion: "unused", reason: "Control" },
  });
  expect(released.status()).toBe(200);
  await suspend.getByRole("button", { name: "Try the other 2 again" }).click();
  await expect(suspend.getByText("1 of 2 done")).toBeVisible({ timeout: 20_000 });
  await expect(suspend.getByText("suspended already")).toHaveCount(1);
  await expect(suspend.getByText(/^not done:/)).toHaveCount(1);
  expect((await cardOf(request, customer, Number(sent[0]))).status).toBe("suspended");
  await page.close();
});
