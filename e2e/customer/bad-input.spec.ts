import type { Locator, Page } from "@playwright/test";
import { buyIsp } from "../business";
import { expect, makeKey, type Person, signIn, test } from "../fixtures";

/** What is typed wrongly into a form, and what must be told where. */
interface BadInput {
  form: string;
  url: string;
  as: "stranger" | "customer";
  /** Brings the form up where the page does not show it. */
  open?: (page: Page, customer: Person) => Promise<void>;
  typed: Record<string, string>;
  submit: string;
  /** The field that is wrong, or the first of them. */
  wrong: string;
  says: RegExp;
  /** What was typed and is still there; passwords need not be. */
  kept: readonly string[];
}

const newKey = async (page: Page, customer: Person) => {
  await page.getByRole("button", { name: "New key" }).click();
  await makeKey(page, "Make key", customer);
  await expect(page.getByLabel("Password or code")).toHaveCount(0);
};
const longName = "n".repeat(81);

const FORMS: readonly BadInput[] = [
  {
    form: "sign-in",
    url: "/sign-in",
    as: "stranger",
    typed: { "E-mail": "nobody@example.test", Password: "not this one" },
    submit: "Sign in",
    wrong: "Password",
    says: /E-mail or password is wrong/,
    kept: ["E-mail"],
  },
  {
    form: "sign-in with a key",
    url: "/sign-in",
    as: "stranger",
    open: (page) => page.getByRole("tab", { name: "API key" }).click(),
    typed: { "API key": "pdk_not_a_key" },
    submit: "Sign in",
    wrong: "API key",
    says: /not valid/,
    kept: [],
  },
  {
    form: "sign-up",
    url: "/sign-up?next=%2Fcatalog",
    as: "stranger",
    typed: { "E-mail": "not an address", Password: "short" },
    submit: "Create account",
    wrong: "E-mail",
    says: /such as name@example.com/,
    kept: ["E-mail"],
  },
  {
    form: "forgotten password",
    url: "/forgot",
    as: "stranger",
    typed: { "E-mail": "not an address" },
    submit: "Send the link",
    wrong: "E-mail",
    says: /such as name@example.com/,
    kept: ["E-mail"],
  },
  {
    form: "reset",
    url: "/reset?token=x",
    as: "stranger",
    typed: { "New password": "short" },
    submit: "Set password",
    wrong: "New password",
    says: /at least 12 characters/,
    kept: [],
  },
  {
    form: "top up",
    url: "/billing",
    as: "customer",
    typed: { "Amount, USD": "ten" },
    submit: "Continue to pay",
    wrong: "Amount, USD",
    says: /Write an amount from \$1.00/,
    kept: ["Amount, USD"],
  },
  {
    form: "change of password, the current one",
    url: "/settings",
    as: "customer",
    typed: { "Current password": "not this one", "New password": "long enough for it" },
    submit: "Change password",
    wrong: "Current password",
    says: /not your current password/,
    kept: [],
  },
  {
    form: "change of password, the new one",
    url: "/settings",
    as: "customer",
    typed: { "Current password": "anything", "New password": "short" },
    submit: "Change password",
    wrong: "New password",
    says: /at least 12 characters/,
    kept: [],
  },
  {
    form: "two-factor",
    url: "/settings",
    as: "customer",
    typed: { Password: "not this one" },
    submit: "Turn on",
    wrong: "Password",
    says: /password is wrong/,
    kept: [],
  },
  {
    form: "new key, its name",
    url: "/keys",
    as: "customer",
    open: newKey,
    typed: { Name: longName, "Only from these addresses": "203.0.113.0/24", "Spend at most": "10.00" },
    submit: "Make key",
    wrong: "Name",
    says: /at most 80 characters/,
    kept: ["Name", "Only from these addresses", "Spend at most"],
  },
  {
    form: "new key, its networks",
    url: "/keys",
    as: "customer",
    open: newKey,
    typed: { Name: "Server", "Only from these addresses": "203.0.113.0/24 home", "Spend at most": "10.00" },
    submit: "Make key",
    wrong: "Only from these addresses",
    says: /Not an address or network.*: line 1 \(home\)\./,
    kept: ["Name", "Only from these addresses", "Spend at most"],
  },
  {
    form: "new key, its cap",
    url: "/keys",
    as: "customer",
    open: newKey,
    typed: { Name: "Server", "Spend at most": "ten" },
    submit: "Make key",
    wrong: "Spend at most",
    says: /An amount above zero/,
    kept: ["Name", "Spend at most"],
  },
];

/** A control by its label; a form's own where the page has others of that name. */
function field(page: Page, label: string): Locator {
  const scope = page.locator("form").filter({ has: page.getByRole("button", { name: /./ }) });
  const dialog = page.getByRole("dialog");
  const root = label === "Password" ? scope : page;
  return root.getByLabel(label, { exact: true }).or(dialog.getByLabel(label)).locator("visible=true").last();
}

/** The message stands beside the control, names it, and the control has the focus. */
async function expectTold(control: Locator, says: RegExp): Promise<void> {
  await expect(control).toHaveAccessibleDescription(says);
  await expect(control).toHaveAttribute("aria-invalid", "true");
  await expect(control).toBeFocused();
}

for (const bad of FORMS) {
  test(`bad input is told beside the field and loses nothing: ${bad.form}`, async ({ page, customer }) => {
    if (bad.as === "customer") await signIn(page, customer);
    await page.goto(bad.url);
    await bad.open?.(page, customer);
    for (const [label, text] of Object.entries(bad.typed)) await field(page, label).fill(text);
    await page.getByRole("button", { name: bad.submit, exact: true }).last().click();
    await expectTold(field(page, bad.wrong), bad.says);
    for (const label of bad.kept) await expect(field(page, label)).toHaveValue(bad.typed[label] ?? "");
    for (const [label, text] of Object.entries(bad.typed))
      if (/password|key/i.test(label)) expect(await page.content()).not.toContain(`value="${text}"`);
  });
}

test("the confirmation before secrets keeps the focus on its field, on a card and in bulk", async ({
  page,
  request,
  customer,
}) => {
  const id = await buyIsp(request, customer, { quantity: 1 });
  await signIn(page, customer);
  await page.goto(`/subscriptions/${id}`);
  await page.getByRole("button", { name: "Reveal" }).click();
  await page.getByRole("button", { name: "Hide" }).click();
  await page.getByRole("button", { name: "Reveal" }).click();
  const gate = page.getByRole("form", { name: "Confirm it's you" });
  for (const typed of ["not this one", "nor this"]) {
    await gate.getByLabel("Password or code").fill(typed);
    await gate.getByRole("button", { name: "Confirm" }).click();
    await expectTold(gate.getByLabel("Password or code"), /is wrong/);
    await expect(gate.getByLabel("Password or code")).toHaveValue(typed);
  }
  await page.goto("/subscriptions");
  await page.getByRole("checkbox", { name: `#${id}` }).check();
  await page.getByRole("button", { name: "Export credentials" }).click();
  const dialog = page.getByRole("dialog", { name: /Export the credentials/ });
  for (const typed of ["not this one", "nor this"]) {
    await dialog.getByLabel("Password or code").fill(typed);
    await dialog.getByRole("button", { name: "Download" }).click();
    await expectTold(dialog.getByLabel("Password or code"), /is wrong/);
    await expect(dialog.getByLabel("Password or code")).toHaveValue(typed);
  }
});

test("a filter that can't be is said at its field and searches for nothing else", async ({
  page,
  customer,
}) => {
  await signIn(page, customer);
  await page.goto("/billing");
  const number = page.getByLabel("Subscription number");
  await number.fill("twelve");
  await number.press("Enter");
  await expect(number).toBeFocused();
  await expect(number).toHaveValue("twelve");
  await expect(page).toHaveURL(/\/billing$/);
  await number.fill("12");
  await number.press("Enter");
  await expect(page).toHaveURL(/\/billing\?subscription_id=12$/);
});
