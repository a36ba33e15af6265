import { balanceOf, buyIsp, cardOf, DAY_S, moveClock, newCustomer, newestMail } from "../business";
import { expect, signIn, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";

for (const width of [1440, 390]) {
  test(`run out, be warned in the header and by mail, top up, renewed by itself (${width} px)`, async ({
    page,
    request,
  }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 900 });
    const customer = await newCustomer(request, { balance_usd: "3.50" });
    const id = await buyIsp(request, customer, { quantity: 1, auto_renew: true });
    const bought = await cardOf(request, customer, id);
    await signIn(page, customer);
    const chip = page.getByRole("button", { name: /^Balance \$/ });
    const day = new Date(Date.parse(bought.expires_at) - DAY_S * 1000);
    const charge = day.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
    await expect(chip).toContainText(`covers renewals until ${charge}`);
    try {
      await moveClock(request, { advance_seconds: 23.5 * DAY_S });
      const week = await newestMail(request, customer.email, "renewal_coming");
      expect(week.text).toMatch(/\$2\.50 are charged on .+, and its term ends on/);
      await moveClock(request, { advance_seconds: 6 * DAY_S });
      const failed = await newestMail(request, customer.email, "renewal_failed");
      expect(failed.text).toContain("$1.50");
      expect(new URL(failed.link).pathname).toMatch(/^\/(billing|subscriptions\/\d+)$/);
      await expect(async () => {
        await page.goto("/");
        await expect(chip).toContainText("top up $1.50 by", { timeout: 1000 });
      }).toPass({ timeout: 30_000 });
      const notices = page.getByRole("list", { name: "Needs you" });
      await expect(notices).toContainText("A renewal failed: $1.50 is missing");
      await expect(page.getByRole("table", { name: "Renewals to come" })).toContainText("failed");
      await expectWellBuilt(page);

      await notices.getByRole("link", { name: "Top up $1.50" }).click();
      await expect(page.getByLabel("Amount, USD")).toHaveValue("1.50");
      await page.getByRole("radio", { name: "Sandbox payment" }).check();
      await page.getByRole("button", { name: "Continue to pay $1.50" }).click();
      const [shop] = await Promise.all([
        page.waitForEvent("popup"),
        page.getByRole("link", { name: "Pay $1.50" }).click(),
      ]);
      await shop.getByRole("button", { name: "Pay", exact: true }).click();
      await expect(shop.getByText("The shop has been told")).toBeVisible();
      await shop.close();
      await expect(page.getByRole("heading", { name: "Credited" })).toBeVisible();

      await expect.poll(() => balanceOf(request, customer), { timeout: 30_000 }).toBe("0.00");
      const end = async () => Date.parse((await cardOf(request, customer, id)).expires_at);
      await expect.poll(end).toBe(Date.parse(bought.expires_at) + 30 * DAY_S * 1000);
      await page.goto("/");
      await expect(notices).toBeHidden();
      await page.goto(`/subscriptions/${id}`);
      await expect(page.getByText("Renewed by itself").first()).toBeVisible();
    } finally {
      await moveClock(request, { reset: true });
    }
  });
}
