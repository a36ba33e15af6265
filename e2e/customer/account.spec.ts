import type { Page } from "@playwright/test";
import { codeOf } from "../authenticator";
import { newestMail } from "../business";
import { expect, signIn, test } from "../fixtures";
import { expectWellBuilt } from "../well-built";

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/sign-in/);
}

async function givePassword(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

test("sign up, confirm by mail, two-factor, a recovery code, a new password", async ({ page, request }) => {
  test.setTimeout(120_000);
  const person = { email: `new-${Date.now()}@example.test`, password: "correct horse battery" };

  await page.goto("/?ref=FRIEND1");
  expect((await page.context().cookies()).find(({ name }) => name === "ref")?.value).toBe("FRIEND1");
  await page.goto("/sign-up");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "at least 12" })).toBeVisible();
  await expect(page.getByLabel("Password")).toBeFocused();
  await expect(page.getByLabel("Password")).toHaveValue("");
  await expect(page.getByLabel("E-mail")).toHaveValue(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Check your mail")).toBeVisible();

  await givePassword(page, person);
  await expect(page.getByRole("alert").filter({ hasText: "wrong" })).toBeVisible();

  await page.goto("/inbox");
  await expect(page.getByText(`opening the account of ${person.email}`)).toBeVisible();
  await page.getByRole("link", { name: "Confirm e-mail" }).click();
  await expect(page).toHaveURL(/\/confirm\?token=/);
  const link = page.url();
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("Your account is open. Sign in")).toBeVisible();
  await page.goto(link);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("no longer valid")).toBeVisible();

  await signIn(page, person);
  await page.goto("/settings");
  await page
    .getByRole("region", { name: "Two-factor" })
    .getByLabel("Password", { exact: true })
    .fill(person.password);
  await page.getByRole("button", { name: "Turn on" }).click();
  const secret = (await page.locator("code").textContent()) ?? "";
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "code is wrong" })).toBeVisible();
  await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret, Date.now() - 30_000));
  await page.getByRole("button", { name: "Turn on" }).click();
  const codes = page.getByRole("status").getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const recovery = await codes.allTextContents();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 recovery codes are left")).toBeVisible();
  await expect(page.getByText(recovery[0] ?? "-")).toHaveCount(0);

  await signOut(page);
  await givePassword(page, person);
  await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
  await giveCode(page, "123456");
  await expect(page.getByRole("alert").filter({ hasText: "code is wrong" })).toBeVisible();
  await giveCode(page, codeOf(secret));
  await expect(page).not.toHaveURL(/sign-in/);

  await signOut(page);
  await givePassword(page, person);
  await giveCode(page, recovery[0] ?? "");
  await expect(page).not.toHaveURL(/sign-in/);
  await signOut(page);

  await page.getByRole("link", { name: "Forgot it?" }).click();
  await expect(page).toHaveURL(/forgot/);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("a link is on its way")).toBeVisible();
  const mail = await newestMail(request, person.email, "reset");
  await page.goto(mail.link);
  await page.getByLabel("New password").fill("another horse battery");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("The new password is set")).toBeVisible();
  const told = await newestMail(request, person.email, "password_changed");
  expect(new URL(told.link).pathname).toBe("/forgot");
  await givePassword(page, { ...person, password: "another horse battery" });
  await giveCode(page, recovery[1] ?? "");
  await expect(page).not.toHaveURL(/sign-in/);
});

test("sessions end one by one, and a changed password ends the others", async ({
  page,
  browser,
  customer,
}) => {
  const others = await Promise.all([browser.newPage(), browser.newPage(), browser.newPage()]);
  await signIn(page, customer);
  for (const other of others) await signIn(other, customer);
  await page.goto("/settings");
  const ends = page.getByRole("button", { name: /^Sign out Headless Chrome/ });
  await expect(ends).toHaveCount(3);
  await ends.first().click();
  await expect(ends).toHaveCount(2);
  await page.getByLabel("Current password").fill("not this one");
  await page.getByLabel("New password").fill("another horse battery");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Current password")).toBeFocused();
  await page.getByLabel("Current password").fill(customer.password);
  await page.getByLabel("New password").fill("another horse battery");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("The password is changed")).toBeVisible();
  await expect(ends).toHaveCount(0);
  for (const other of others) {
    await other.goto("/settings");
    await expect(other).toHaveURL(/sign-in/);
    await other.close();
  }
});

test("mails follow the language switch of the pages", async ({ page, request, customer }) => {
  await signIn(page, customer);
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("button", { name: "Русский" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Обзор" })).toBeVisible();
  await page.goto("/settings");
  await page.getByLabel("Текущий пароль").fill(customer.password);
  await page.getByLabel("Новый пароль").fill("another horse battery");
  await page.getByRole("button", { name: "Сменить пароль" }).click();
  expect((await newestMail(request, customer.email, "password_changed")).subject).toBe("Пароль изменён");
});

test("an API key opens a session that does not manage the account", async ({ page, customer }) => {
  await page.goto("/sign-in?next=%2Fsettings");
  await page.getByRole("tab", { name: "Account" }).focus();
  await page.keyboard.press("ArrowRight");
  await page
    .getByLabel("API key", { exact: true })
    .last()
    .fill(`${customer.api_key.slice(0, -1)}_`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "not valid" })).toBeVisible();
  await page.getByRole("textbox", { name: "API key" }).fill(customer.api_key);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/settings/);
  await expect(page.getByText("You signed in with an API key")).toBeVisible();
  await expect(page.getByRole("button", { name: "Change password" })).toHaveCount(0);
});

test("mails that are switched off stay off, and the rest of the form says so", async ({ page, customer }) => {
  await signIn(page, customer);
  await page.goto("/settings");
  await page.getByLabel("A deposit arrived").uncheck();
  await page.getByLabel("Language of mails").selectOption("ru");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("A deposit arrived")).not.toBeChecked();
  await expect(page.getByLabel("A renewal failed")).toBeChecked();
  await expect(page.getByLabel("Language of mails")).toHaveValue("ru");
});

test("the inbox says whose mails it shows, and to whom it shows none", async ({ page, customer }) => {
  await page.goto("/inbox");
  await expect(page.getByText("Sign in to see the mails to your address.")).toBeVisible();
  await expectWellBuilt(page);
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("E-mail").fill(customer.email);
  await page.getByLabel("Password").fill(customer.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/inbox$/);
  await expect(page.getByText(`You see those to ${customer.email}.`)).toBeVisible();
  await expect(page.getByText("No mails yet.")).toBeVisible();
});

test("mails are in the language of the page that somebody first signs in on", async ({
  browser,
  customer,
}) => {
  const page = await browser.newPage({ locale: "ru-RU" });
  await page.goto("/sign-in?next=/settings");
  await page.getByLabel("Почта").fill(customer.email);
  await page.getByLabel("Пароль").fill(customer.password);
  await page.getByRole("button", { name: "Войти" }).click();
  await expect(page.getByLabel("Язык писем")).toHaveValue("ru");
  await page.close();
});

test("the steps of two-factor pass axe in both themes and fit a phone", async ({ page, customer }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, customer);
  await page.goto("/settings");
  await page
    .getByRole("region", { name: "Two-factor" })
    .getByLabel("Password", { exact: true })
    .fill(customer.password);
  await page.getByRole("button", { name: "Turn on" }).click();
  const secret = (await page.locator("code").textContent()) ?? "";
  await expectWellBuilt(page);
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret));
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByText("I have kept them")).toBeVisible();
  await expectWellBuilt(page);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByRole("button", { name: "Turn off" }).click();
  await page
    .getByRole("region", { name: "Two-factor" })
    .getByLabel("Password", { exact: true })
    .fill("wrong");
  await page.getByRole("button", { name: "Turn off" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "wrong" })).toBeVisible();
  await expectWellBuilt(page);
});
