import type { Locator } from "@playwright/test";
import { buyIsp } from "../business";
import { expect, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";
import { openCard, part } from "./card-page";

/** Whether more lies behind the code's right edge, and whether the fade there covers it or the cover hides the fade. */
function edgeOf(code: Locator) {
  return code.evaluate((element) => ({
    hasMore: element.scrollWidth > element.clientWidth + element.scrollLeft + 1,
    fades: getComputedStyle(element).backgroundAttachment,
  }));
}

test("code that is wider than a phone is a named place that keys scroll, with a fade at its edge", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  const code = page.getByRole("group", { name: "curl" });
  expect(await edgeOf(code)).toEqual({ hasMore: true, fades: "local, local, scroll, scroll, scroll" });
  await code.focus();
  await expect(async () => {
    await page.keyboard.press("ArrowRight");
    expect((await edgeOf(code)).hasMore).toBe(false);
  }).toPass();
  await page.goto("/docs");
  await expect(page.getByRole("group", { name: "bash" }).first()).toHaveAttribute("tabindex", "0");
});

test("a snippet with dots can't be taken for a program, and is filled in from where it stands", async ({
  page,
  customer,
  request,
}) => {
  const id = await buyIsp(request, customer, { quantity: 1 });
  await openCard(page, customer, id);
  const card = part(page, "Snippets");
  const code = card.getByRole("group", { name: "curl" });
  await expect(card.getByText("Login and password are dots here.")).toBeVisible();
  await expect(code).toContainText("••••");
  await expect(card.getByRole("button", { name: /^Copy/ })).toHaveCount(0);
  await expect(code).toHaveCSS("user-select", "none");
  await expectWellBuilt(page);
  await card.getByRole("button", { name: "Fill in login and password" }).click();
  await expect(code).not.toContainText("•");
  await expect(code).toHaveCSS("user-select", "auto");
  await expect(card.getByRole("button", { name: /^Copy/ })).toBeVisible();
  await expectWellBuilt(page);
});
