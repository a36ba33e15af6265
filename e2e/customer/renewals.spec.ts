import { readFileSync } from "node:fs";
import { buyIsp } from "../business";
import { API, expect, headersOf, signIn, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";

const WIDTHS = [1440, 390];

for (const width of WIDTHS) {
  test(`three are renewed with one total and a result each, at ${width} px`, async ({
    page,
    request,
    customer,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const ids = [];
    for (let n = 0; n < 3; n++) ids.push(await buyIsp(request, customer, { quantity: 1 }));
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
    await expect(confirm.getByRole("alert")).toContainText("is wrong");
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
  const id = await buyIsp(request, customer, { quantity: 1 });
  await request.patch(`${API}/proxy/subscriptions/${id}`, {
    headers: headersOf(customer.api_key),
    data: { label: '=cmd("x")' },
  });
  await signIn(page, customer);
  await page.goto("/subscriptions?status=active");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV of this list" }).click();
  const csv = readFileSync(await (await download).path(), "utf8");
  expect(csv.split("\r\n")[1]).toContain(`${id},"'=cmd(""x"")",isp,US`);
  const none = await page.request.get("/subscriptions/csv?status=released");
  expect((await none.text()).trim().split("\r\n")).toHaveLength(1);
  await page.goto("/subscriptions");
  await page.getByRole("combobox", { name: "Ends" }).selectOption("7d");
  await expect(page.getByText("No subscription matches these filters.")).toBeVisible();
});

test("a label of 80 letters without a space is whole and inside its table; on a phone the filters unfold", async ({
  page,
  request,
  customer,
}) => {
  const label = "W".repeat(80);
  const id = await buyIsp(request, customer, { quantity: 1 });
  await request.patch(`${API}/proxy/subscriptions/${id}`, {
    headers: headersOf(customer.api_key),
    data: { label },
  });
  await signIn(page, customer);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/subscriptions");
    const frame = page.getByRole("table").locator("..");
    expect(await frame.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    const name = page.getByText(label, { exact: true });
    expect(await name.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    await expectWellBuilt(page);
  }
  await expect(page.getByLabel("Status")).toBeHidden();
  await page.getByRole("button", { name: "Filters", exact: true }).click();
  await expectWellBuilt(page);
  await page.getByLabel("Status").selectOption("active");
  await expect(page.getByRole("button", { name: "Filters: 1" })).toBeVisible();
  await expect(page).toHaveURL(/status=active/);
});
