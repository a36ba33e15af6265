import { codeOf } from "../authenticator";
import { newestMail } from "../business";
import { expect, firstRun, signIn, test } from "../fixtures";
import { leaksIn } from "../security/crawl";
import { buyIsp, operatorPage, proxiesOf } from "./desk";

test("signing a user out everywhere ends their sessions at the next click", async ({
  browser,
  page,
  customer,
}) => {
  await signIn(page, customer);
  const operator = await operatorPage(browser);
  await operator.goto(`/operator/users/${customer.user_id}?part=sessions`);
  await expect(operator.getByRole("table", { name: "Sessions" })).toContainText("Open");
  await operator.getByRole("button", { name: "Sign out everywhere" }).click();
  const dialog = operator.getByRole("dialog");
  await expect(dialog).toContainText("Ends 1 open session.");
  await dialog.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(operator.getByRole("table", { name: "Sessions" })).toContainText("Ended");
  await page.goto("/subscriptions");
  await expect(page).toHaveURL(/sign-in/);
  await operator.close();
});

test("seeing as a user shows what they have, without acts or secrets, and is in the audit trail", async ({
  browser,
  customer,
  request,
}) => {
  const { subscription_id: id } = await buyIsp(request, customer);
  const operator = await operatorPage(browser);
  await operator.goto(`/operator/users/${customer.user_id}`);
  await operator.getByRole("link", { name: "See as this user" }).click();
  await expect(operator.getByText(`You are looking at the account of ${customer.email}`)).toBeVisible();
  await expect(operator.getByRole("main").getByRole("button")).toHaveCount(0);
  await expect(operator.getByRole("table", { name: "Subscriptions" })).toContainText("Active");
  const secrets: Record<string, string> = { key: customer.api_key, password: customer.password };
  for (const proxy of await proxiesOf(request, customer, id)) secrets[proxy.ip] = proxy.password;
  const seen = await operator.content();
  await operator.goto(`/operator/users/${customer.user_id}?part=timeline`);
  await expect(operator.getByText("Account viewed as the user")).toHaveCount(1);
  const payload = await operator.request.get(`/operator/users/${customer.user_id}/view`, {
    headers: { RSC: "1" },
  });
  expect(leaksIn(seen + (await payload.text()), secrets)).toEqual([]);
  expect(leaksIn(seen + customer.api_key, secrets)).toEqual(["key"]);
  await operator.close();
});

test("a customer who lost the app is let in again by password alone, after an operator proved who they are", async ({
  browser,
  page,
  customer,
  request,
}) => {
  test.setTimeout(120_000);
  await signIn(page, customer);
  await page.goto("/settings");
  await page
    .getByRole("region", { name: "Two-factor" })
    .getByLabel("Password", { exact: true })
    .fill(customer.password);
  await page.getByRole("button", { name: "Turn on" }).click();
  const secret = (await page.locator("code").textContent()) ?? "";
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret));
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByText("I have kept them")).toBeVisible();

  const operator = await operatorPage(browser);
  await operator.goto(`/operator/users/${customer.user_id}`);
  await operator.getByRole("button", { name: "Reset two-factor" }).click();
  const dialog = operator.getByRole("dialog", { name: `Turn two-factor off for ${customer.email}` });
  await dialog.getByLabel("Reason").fill("Phone stolen, called back on the known number");
  const password = dialog.getByLabel("Your password, or a code of your app");
  await password.fill("not this one");
  await dialog.getByRole("button", { name: "Turn off" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The password or the code is wrong.");
  await expect(dialog.getByLabel("Reason")).toHaveValue(/Phone stolen/);
  await password.fill(firstRun().operator.password);
  await dialog.getByRole("button", { name: "Turn off" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(operator.getByRole("button", { name: "Reset two-factor" })).toHaveCount(0);
  await operator.goto(`/operator/users/${customer.user_id}?part=timeline`);
  await expect(operator.getByText("Two-factor reset")).toBeVisible();

  await page.goto("/subscriptions");
  await expect(page).toHaveURL(/sign-in/);
  await signIn(page, customer);
  expect((await newestMail(request, customer.email, "two_factor_reset")).link).toContain("/forgot");
  await operator.close();
});

test("an operator sets language and theme, ends another session, and is told what is wrong", async ({
  browser,
  page,
}) => {
  const other = await operatorPage(browser);
  await signIn(page, firstRun().operator);
  await page
    .getByRole("navigation", { name: "Main" })
    .first()
    .getByRole("link", { name: "Settings" })
    .click();
  await expect(page).toHaveURL(/\/operator\/settings$/);
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "Русский" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Настройки");
  await main.getByRole("button", { name: "English" }).click();
  await main.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByLabel("A deposit arrived")).toBeHidden();

  await page.getByLabel("Current password").fill("not this one");
  await page.getByLabel("New password").fill("another horse battery");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  await page
    .getByRole("region", { name: "Two-factor" })
    .getByLabel("Password", { exact: true })
    .fill(firstRun().operator.password);
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("img", { name: "QR code for an authenticator app" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Sign out all others" }).click();
  await expect(page.getByRole("button", { name: /^Sign out Headless/ })).toHaveCount(0);
  await other.goto("/operator/users");
  await expect(other).toHaveURL(/sign-in/);
  await other.close();
});
