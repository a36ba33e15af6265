import { balanceOf, newCustomer, operatorHeaders } from "../business";
import { API, expect, headersOf, signIn, test } from "../fixtures";
import { choose, onPayPage, openInvoice } from "./billing-page";

for (const width of [1440, 390]) {
  test(`short of money at the checkout: top up exactly that, come back to the same quote, buy (${width} px)`, async ({
    page,
    request,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const customer = await newCustomer(request, { balance_usd: "10.00" });
    await signIn(page, customer);
    await page.goto("/catalog?category=isp&country=US&quantity=5");
    await page.getByRole("button", { name: /^Buy/ }).click();
    await page.getByRole("dialog").getByRole("link", { name: "Top up $2.50" }).click();
    await expect(page.getByLabel("Amount, USD")).toHaveValue("2.50");
    await expect(page.getByText("$2.50 is missing")).toBeVisible();
    await page.getByRole("button", { name: "Continue to pay $2.50" }).click();
    await expect(page.getByRole("heading", { name: "Top up $2.50" })).toBeVisible();
    await expect(page.getByText("This page follows the payment.")).toBeVisible();
    await onPayPage(page, "Pay");
    await expect(page.getByRole("heading", { name: "Credited" })).toBeVisible();
    await expect(page.getByText("$2.50 is on your balance.").first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Balance $12.50" })).toBeVisible();
    await page.getByRole("link", { name: "Back to where you were" }).click();
    await expect(page).toHaveURL(/\/catalog\?category=isp&country=US&quantity=5$/);
    await page.getByRole("button", { name: /^Buy/ }).click();
    await page.getByRole("button", { name: "Pay $12.50" }).click();
    await expect(page).toHaveURL(/\/subscriptions\/\d+$/);
    expect(await balanceOf(request, customer)).toBe("0.00");
  });
}

test("a missing amount below the least that can be topped up is raised, and says so", async ({
  page,
  customer,
}) => {
  await signIn(page, customer);
  await page.goto("/billing?amount=0.40");
  await expect(page.getByLabel("Amount, USD")).toHaveValue("1.00");
  await expect(page.getByText("the least that can be topped up is $1.00")).toBeVisible();
});

test("a wrong amount is told beside the field, which has the focus and keeps what was typed", async ({
  page,
  customer,
}) => {
  await signIn(page, customer);
  await page.goto("/billing");
  const amount = page.getByLabel("Amount, USD");
  for (const typed of ["", "ten", "0.5", "1000.01", "<b>5</b>"]) {
    await amount.fill(typed);
    await page.getByRole("button", { name: "Continue to pay" }).click();
    await expect(page.getByText("Write an amount from $1.00 to $1,000.00")).toBeVisible();
    await expect(amount).toBeFocused();
    await expect(amount).toHaveValue(typed);
  }
  await amount.fill("12,5");
  await page.getByRole("button", { name: "Continue to pay $12.50" }).click();
  await expect(page.getByRole("heading", { name: "Top up $12.50" })).toBeVisible();
});

test("a payment that fails and one that comes late say what happened and what to do", async ({
  page,
  customer,
  request,
}) => {
  await signIn(page, customer);
  await openInvoice(page, "5");
  await onPayPage(page, "Let the payment fail");
  await expect(page.getByText("your balance was not changed").first()).toBeVisible();
  await page.getByRole("link", { name: "Open a new invoice" }).click();
  await expect(page.getByLabel("Amount, USD")).toHaveValue("5.00");
  expect(await balanceOf(request, customer)).toBe("100.00");
  await openInvoice(page, "7");
  await onPayPage(page, "Pay late, after the invoice ran out");
  await expect(page.getByText("$7.00 was credited all the same.").first()).toBeVisible({ timeout: 20_000 });
  expect(await balanceOf(request, customer)).toBe("107.00");
});

test("a transfer by hand shows its instructions, and the page tells when the operator has confirmed it", async ({
  page,
  customer,
  request,
}) => {
  await signIn(page, customer);
  await openInvoice(page, "20", "Bank or crypto transfer");
  await expect(page.getByRole("region", { name: "How to pay" })).toContainText(/Payment reference: MAN-/);
  const { items } = await (
    await request.get(`${API}/deposits`, { headers: headersOf(customer.api_key) })
  ).json();
  const path = `${API}/admin/deposits/${items[0].transaction_id}/mark-completed`;
  const data = { reason: "Seen at the bank", received_usd: "19.50" };
  await request.post(path, { headers: operatorHeaders(crypto.randomUUID()), data });
  await expect(page.getByText("$19.50 is on your balance.").first()).toBeVisible();
  await page.getByRole("link", { name: "Billing", exact: true }).last().click();
  await page.getByRole("link", { name: /^Open MAN-/ }).click();
  await expect(page.getByRole("heading", { name: "Credited" })).toBeVisible();
});

test("deposits have a page of their own, filtered in the URL; nothing yet and no match are told apart", async ({
  page,
  customer,
}) => {
  await signIn(page, customer);
  await page.goto("/billing/deposits");
  await expect(page.getByText("You have not topped up yet.")).toBeVisible();
  await openInvoice(page, "5");
  await page.goto("/billing");
  await page
    .getByRole("navigation", { name: "Parts of billing" })
    .getByRole("link", { name: "Deposits" })
    .click();
  await expect(page.getByRole("row", { name: /Waiting for payment/ })).toContainText("$5.00");
  await choose(page, "Status", "completed");
  await expect(page.getByText("No deposit has this status.")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("row", { name: /Waiting for payment/ })).toBeVisible();
});

test("a deposit that waits for its payment is told as waiting, and its receipt claims no money yet", async ({
  page,
  customer,
}) => {
  await signIn(page, customer);
  await openInvoice(page, "5");
  await page.getByRole("button", { name: "Balance $100.00" }).click();
  const last = page.getByRole("dialog", { name: "Balance $100.00" });
  await expect(last.getByRole("listitem").first()).toHaveText(
    /^Deposit: Sandbox payment.*Pending.*\+\$5\.00$/,
  );
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Receipt" }).click();
  const slip = page.getByRole("article");
  await expect(slip).toContainText("To pay$5.00");
  await expect(slip).toContainText("Change of your balance$0.00");
});
