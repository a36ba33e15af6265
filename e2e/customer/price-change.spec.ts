import { adjust, atOtherPrice, balanceOf, buyIsp, cardOf, DAY_S, moveClock } from "../business";
import { expect, signIn, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";

for (const width of [1440, 390]) {
  test(`a price that rises during the checkout charges nothing, shows the new one and asks again (${width} px)`, async ({
    page,
    request,
    customer,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, customer);
    await page.goto("/catalog?category=isp&country=US&quantity=5");
    await page.getByRole("button", { name: /^Buy/ }).click();
    const dialog = page.getByRole("dialog", { name: "Confirm purchase" });
    await expect(dialog.getByRole("button", { name: "Pay $12.50" })).toBeVisible();
    await atOtherPrice(request, "3.00", async () => {
      await dialog.getByRole("button", { name: "Pay $12.50" }).click();
      const refusal = dialog.getByRole("alert");
      await expect(refusal).toContainText("The price has changed");
      await expect(refusal).toContainText("No money was moved");
      await expect(refusal).toContainText("The price is now $15.00, it was $12.50.");
      await expect(dialog.getByRole("button", { name: "Pay $12.50" })).toHaveCount(0);
      // The page behind says the same as the dialog.
      await expect(page.getByText("5 × $3.00 = $15.00").first()).toBeVisible();
      await expect(page.getByText("5 × $2.50 = $12.50")).toHaveCount(0);
      await expectWellBuilt(page);
      expect(await balanceOf(request, customer)).toBe("100.00");
      await dialog.getByRole("button", { name: "Pay $15.00" }).click();
      await expect(page).toHaveURL(/\/subscriptions\/\d+$/);
      expect(await balanceOf(request, customer)).toBe("85.00");
    });
  });
}

test("a price that rises without notice is not charged by auto-renew until the customer says yes", async ({
  page,
  request,
  customer,
}) => {
  const id = await buyIsp(request, customer, { quantity: 2, auto_renew: true });
  const before = await cardOf(request, customer, id);
  try {
    await moveClock(request, { advance_seconds: 27 * DAY_S });
    await atOtherPrice(request, "3.00", async () => {
      await moveClock(request, { advance_seconds: 2.5 * DAY_S });
      await expect
        .poll(async () => (await cardOf(request, customer, id)).renewal?.waiting_for_yes, { timeout: 30_000 })
        .toBe(true);
      await signIn(page, customer);
      await expect(page.getByRole("list", { name: "Needs you" })).toContainText("only if you say yes");
      await page.getByRole("link", { name: "See and decide" }).click();
      await expect(page).toHaveURL(new RegExp(`/subscriptions/${id}$`));
      const agree = page.getByRole("button", { name: "Agree to $6.00" });
      await expect(agree).toBeVisible();
      await expectWellBuilt(page);
      expect(await balanceOf(request, customer)).toBe("95.00");
      expect((await cardOf(request, customer, id)).expires_at).toBe(before.expires_at);
      await agree.click();
      await expect.poll(() => balanceOf(request, customer), { timeout: 30_000 }).toBe("89.00");
      const secondsMore = async () =>
        (Date.parse((await cardOf(request, customer, id)).expires_at) - Date.parse(before.expires_at)) / 1000;
      await expect.poll(secondsMore).toBe(30 * DAY_S);
      expect((await cardOf(request, customer, id)).renewal?.waiting_for_yes ?? false).toBe(false);
    });
  } finally {
    await moveClock(request, { reset: true });
  }
});

test("a yes is not needed when the price fell: the lower one is charged", async ({ request, customer }) => {
  const id = await buyIsp(request, customer, { quantity: 2, auto_renew: true });
  await adjust(request, customer, "-95.00");
  try {
    await atOtherPrice(request, "2.00", async () => {
      await adjust(request, customer, "4.00");
      await moveClock(request, { advance_seconds: 29.5 * DAY_S });
      await expect.poll(() => balanceOf(request, customer), { timeout: 30_000 }).toBe("0.00");
      expect((await cardOf(request, customer, id)).renewal?.problem ?? null).toBeNull();
    });
  } finally {
    await moveClock(request, { reset: true });
  }
});
