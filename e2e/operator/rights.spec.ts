import { API, expect, firstRun, headersOf, makeKey, signIn, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";
import { balanceOf, buyIsp } from "./desk";

test.describe.configure({ timeout: 150_000 });

const operator = () => firstRun().operator;

test("a key is issued, shown once, works, is rotated and revoked", async ({ page, request, customer }) => {
  const me = (key: string) => request.get(`${API}/users/me`, { headers: headersOf(key) });
  await signIn(page, operator());
  await page.goto(`/operator/keys?user_id=${customer.user_id}`);
  await page.getByRole("button", { name: "Issue a reseller key" }).click();
  const dialog = page.getByRole("dialog", { name: "Issue a reseller key" });
  await expect(dialog.getByLabel("User id")).toHaveValue(String(customer.user_id));
  await dialog.getByLabel("Name").fill("Billing server");
  await dialog.getByLabel("Allowed addresses").fill("not an address");
  await makeKey(page, "Issue the key", operator());
  await expect(dialog.getByRole("alert")).toHaveText("An address or network, such as 203.0.113.0/24.");
  await expect(dialog.getByLabel("Name")).toHaveValue("Billing server");
  await dialog.getByLabel("Allowed addresses").fill("");
  await dialog.getByRole("button", { name: "Issue the key" }).click();
  await expect(dialog.getByRole("button", { name: "I have copied it" })).toBeVisible();
  const key = (await dialog.locator("code").textContent()) ?? "";
  await expectWellBuilt(page);
  const answer = await me(key);
  expect([answer.status(), (await answer.json()).user.id]).toEqual([200, customer.user_id]);
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Billing server" })).toBeVisible();
  expect(await page.content()).not.toContain(key);

  const row = () => page.getByRole("row").filter({ hasText: "Billing server" }).filter({ hasText: "Active" });
  for (const [network, status] of [
    ["203.0.113.0/24", 403],
    ["", 200],
  ] as const) {
    await row().getByRole("button", { name: "Edit" }).click();
    const edit = page.getByRole("dialog", { name: "Edit “Billing server”" });
    await edit.getByLabel("Only from these addresses").fill(network);
    await edit.getByRole("button", { name: "Save" }).click();
    await expect(edit).toHaveCount(0);
    expect((await me(key)).status()).toBe(status);
  }
  await row().getByRole("button", { name: "Rotate" }).click();
  const rotation = page.getByRole("dialog", { name: "Rotate Billing server" });
  await rotation.getByLabel("The old key works on").selectOption("now");
  await rotation.getByRole("button", { name: "Rotate" }).click();
  const newer = (await rotation.locator("code").textContent()) ?? "";
  await rotation.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Billing server" })).toHaveCount(2);
  expect([(await me(key)).status(), (await me(newer)).status()]).toEqual([401, 200]);

  await row().getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row()).toHaveCount(0);
  expect((await me(newer)).status()).toBe(401);
});

test("an operator key is issued with every scope", async ({ page, request }) => {
  await signIn(page, operator());
  await page.goto("/operator/keys");
  await page.getByRole("button", { name: "Issue an operator key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Back office");
  await makeKey(page, "Issue the key", operator());
  const key = (await dialog.locator("code").textContent()) ?? "";
  expect((await request.get(`${API}/admin/users`, { headers: headersOf(key) })).status()).toBe(200);
});

test("a subscription is suspended, resumed and refunded with its amounts shown before", async ({
  page,
  request,
  customer,
}) => {
  const id = (await buyIsp(request, customer, 4)).subscription_id;
  await signIn(page, operator());
  await page.goto(`/operator/subscriptions?user_id=${customer.user_id}`);
  await page.getByRole("link", { name: `Open #${id}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`#${id}`);
  const act = async (name: string, reason: string) => {
    await page.getByRole("button", { name, exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name, exact: true }).click();
    await expect(dialog).toHaveCount(0);
  };
  const main = page.getByRole("main");
  await act("Suspend", "Complaint about abuse");
  await expect(main.getByText("Suspended", { exact: true })).toBeVisible();
  await act("Resume", "Settled with the customer");
  await expect(main.getByText("Active", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Refund" }).click();
  await expect(page.getByLabel("How much")).toContainText("All that was paid: $10.00");
  await page.keyboard.press("Escape");
  await act("Refund", "Not as described");
  await expect(main.getByText("Released", { exact: true })).toBeVisible();
  expect(await balanceOf(request, customer)).toBe("100.00");
  await expect(page.getByRole("button", { name: "Refund" })).toHaveCount(0);
});

test("a subscription is granted free of charge, and traffic is added to it", async ({
  page,
  request,
  customer,
}) => {
  await signIn(page, operator());
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/operator/subscriptions?user_id=${customer.user_id}`);
  await expect(page.getByText("No subscription matches these filters.")).toBeVisible();
  await page.getByRole("button", { name: "Grant" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Category").selectOption("residential");
  await dialog.getByLabel("Quantity").fill("2");
  await dialog.getByLabel("Reason").fill("Goodwill after the outage");
  await dialog.getByRole("button", { name: "Grant" }).click();
  await expect(page).toHaveURL(/\/operator\/subscriptions\/\d+$/);
  await expect(page.getByText("2 GB", { exact: true }).first()).toBeVisible();
  expect(await balanceOf(request, customer)).toBe("100.00");
  await page.getByRole("button", { name: "Add traffic" }).click();
  await page.getByLabel("GB to add").fill("3");
  await page.getByLabel("Reason").fill("Goodwill");
  await page.getByRole("dialog").getByRole("button", { name: "Add traffic" }).click();
  await expect(page.getByText("5 GB", { exact: true }).first()).toBeVisible();
});
