import { API, expect, headersOf, signIn, test } from "../fixtures";

for (const width of [1440, 390]) {
  test(`the overview tells renewals to come and spend per month, at ${width} px`, async ({
    page,
    request,
    customer,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const bought = await request.post(`${API}/proxy/static`, {
      headers: headersOf(customer.api_key, `buy-${crypto.randomUUID()}`),
      data: { category: "isp", country_name: "US", quantity: 2, auto_renew: true },
    });
    expect([200, 202]).toContain(bought.status());
    await signIn(page, customer);
    await expect(async () => {
      await page.goto("/");
      const row = page.getByRole("table", { name: "Renewals to come" }).getByRole("row").nth(1);
      await expect(row).toContainText("covered", { timeout: 1000 });
      await expect(row).toContainText("$5.00", { timeout: 1000 });
    }).toPass();
    const spend = page.getByRole("table", { name: "Spend per month" }).getByRole("row");
    await expect(spend).toHaveCount(7);
    await expect(spend.last()).toContainText("$5.00");
  });
}

test("the landing page leads to sign-up", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Create an account" }).first()).toHaveAttribute(
    "href",
    /^\/sign-up/,
  );
});
