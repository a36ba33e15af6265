import type { APIRequestContext, Page } from "@playwright/test";
import { API, expect, firstRun, headersOf, type Person, signIn, test } from "../fixtures";

const operator = (idempotencyKey?: string) => headersOf(firstRun().operator.api_key, idempotencyKey);

async function newCustomer(request: APIRequestContext, data: object): Promise<Person> {
  const answer = await request.post(`${API}/sandbox/users`, { headers: operator(), data });
  expect(answer.status()).toBe(201);
  return answer.json();
}

async function buy(request: APIRequestContext, customer: Person, key: string, quantity = 5) {
  const headers = headersOf(customer.api_key, key);
  const data = { category: "isp", country_name: "US", quantity };
  const answer = await request.post(`${API}/proxy/static`, { headers, data });
  expect(answer.status()).toBe(200);
  return answer.json();
}

async function adjust(request: APIRequestContext, customer: Person, reason: string): Promise<void> {
  const answer = await request.post(`${API}/admin/users/${customer.user_id}/balance`, {
    headers: operator(crypto.randomUUID()),
    data: { amount_usd: "1.00", reason },
  });
  expect(answer.status()).toBe(200);
}

async function balanceOf(request: APIRequestContext, customer: Person): Promise<string> {
  const me = await request.get(`${API}/users/me`, { headers: headersOf(customer.api_key) });
  return (await me.json()).user.balance_usd;
}

/** Presses a button of the provider's own page, which opens in a tab of its own. */
async function onPayPage(page: Page, button: string): Promise<void> {
  const [tab] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: /^Pay \$/ }).click(),
  ]);
  await tab.getByRole("button", { name: button, exact: true }).click();
  await expect(tab.getByText(/The shop has been told|The payment failed/)).toBeVisible();
  await tab.close();
}

async function openInvoice(page: Page, amount: string, provider = "Sandbox payment"): Promise<void> {
  await page.goto("/billing");
  await page.getByLabel("Amount, USD").fill(amount);
  await page.getByRole("radio", { name: provider }).check();
  await page.getByRole("button", { name: /^Go on to pay/ }).click();
  await expect(page).toHaveURL(/\/deposits\/\w+\/[\w-]+$/);
}

/** Chooses in a filter, again if the page was not alive yet. */
async function choose(page: Page, filter: string, value: string): Promise<void> {
  await expect(async () => {
    await page.getByLabel(filter).selectOption(value);
    await expect(page).toHaveURL(new RegExp(`=${value}`), { timeout: 3000 });
  }).toPass();
}

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
    await page.getByRole("button", { name: "Go on to pay $2.50" }).click();
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
    await page.getByRole("button", { name: "Go on to pay" }).click();
    await expect(page.getByText("Write an amount from $1.00 to $1,000.00")).toBeVisible();
    await expect(amount).toBeFocused();
    await expect(amount).toHaveValue(typed);
  }
  await amount.fill("12,5");
  await page.getByRole("button", { name: "Go on to pay $12.50" }).click();
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
  await request.post(path, { headers: operator(crypto.randomUUID()), data });
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

test("transactions are filtered in the URL, and the CSV has what the filter leaves and no formulas", async ({
  page,
  customer,
  request,
}) => {
  const order = await buy(request, customer, "csv-of-a-purchase");
  await adjust(request, customer, '=HYPERLINK("http://evil.example")');
  await signIn(page, customer);
  await page.goto("/billing");
  await choose(page, "Kind", "purchase");
  await expect(page.getByRole("row", { name: /5 × ISP/ })).toHaveCount(1);
  await expect(page.getByRole("row", { name: /HYPERLINK/ })).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("transactions.csv");
  const csv = async (query: string) =>
    (await (await page.request.get(`/billing/transactions.csv${query}`)).text()).trimEnd().split("\r\n");
  const purchases = await csv("?type=purchase");
  expect(purchases).toHaveLength(2);
  expect(purchases[0]).toMatch(/^id,created_at,type,status,amount_usd,balance_after_usd,description,/);
  expect(purchases[1]).toMatch(/^\d+,[\dT:.Z-]+,purchase,completed,-12\.50,87\.50,/);
  const all = await csv("");
  expect(all).toHaveLength(4);
  expect(all[1]).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(await csv(`?subscription_id=${order.subscription_id}`)).toHaveLength(2);
  await page.goto("/billing?type=renewal");
  await expect(page.getByText("No transaction matches these filters.")).toBeVisible();
});

test("a list longer than a page goes on page by page, and its CSV has all of it", async ({
  page,
  customer,
  request,
}) => {
  for (let n = 0; n < 105; n++) await adjust(request, customer, `Gift number ${n}`);
  await signIn(page, customer);
  await page.goto("/billing?type=adjustment");
  await expect(page.getByRole("row")).toHaveCount(26);
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/type=adjustment&cursor=/);
  await page.getByRole("link", { name: "Back to the first" }).click();
  await expect(page).toHaveURL(/\/billing\?type=adjustment$/);
  const lines = (await (await page.request.get("/billing/transactions.csv")).text()).trimEnd().split("\r\n");
  expect(lines).toHaveLength(107);
  expect(new Set(lines).size).toBe(107);
  const stranger = await request.get("/billing/transactions.csv");
  expect(stranger.status()).toBe(401);
});

test("a purchase's receipt shows its postings, key and request, and sending the request again returns the order", async ({
  page,
  customer,
  request,
}) => {
  const key = "receipt-journey-0001";
  const order = await buy(request, customer, key);
  await signIn(page, customer);
  await page.goto("/billing");
  await page
    .getByRole("row", { name: /5 × ISP/ })
    .getByRole("link")
    .click();
  await expect(page).toHaveURL(/\/receipts\/\d+$/);
  const slip = page.getByRole("article");
  await expect(slip).toContainText("Set aside: your balance−$12.50");
  await expect(slip).toContainText("Charged: sales+$12.50");
  await expect(slip).toContainText(key);
  await expect(slip).toContainText(/req_\w{20}/);
  await expect(slip).toContainText("returns this order and charges nothing again");
  const again = await buy(request, customer, key);
  expect(again.subscription_id).toBe(order.subscription_id);
  expect(await balanceOf(request, customer)).toBe("87.50");
  await page.emulateMedia({ media: "print" });
  await expect(slip).toBeVisible();
  for (const hidden of [page.getByRole("banner"), page.getByRole("button", { name: "Print" })])
    await expect(hidden).toBeHidden();
});

test("somebody else's receipt and deposit are pages that there are not", async ({
  page,
  customer,
  request,
}) => {
  const other = await newCustomer(request, {});
  await buy(request, other, "foreign-receipt-0001");
  const headers = headersOf(other.api_key);
  const { items } = await (await request.get(`${API}/transactions`, { headers })).json();
  const opened = await request.post(`${API}/deposits`, {
    headers: headersOf(other.api_key, "foreign-deposit-0001"),
    data: { provider: "sandbox", amount_usd: "5.00" },
  });
  const { external_id } = await opened.json();
  await signIn(page, customer);
  for (const url of [`/receipts/${items[0].id}`, "/receipts/x", `/deposits/sandbox/${external_id}`]) {
    await page.goto(url);
    await expect(page.getByRole("article")).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
  }
  expect((await page.request.get(`/deposits/sandbox/${external_id}/status`)).status()).toBe(404);
});

test("the referral page has the link, who came by it, and what they brought", async ({
  page,
  customer,
  request,
}) => {
  await signIn(page, customer);
  await page.goto("/referrals");
  await expect(page.getByText("Nothing has come in yet.")).toBeVisible();
  const headers = headersOf(customer.api_key);
  const { code, link } = await (await request.get(`${API}/referrals`, { headers })).json();
  await expect(page.getByText(link)).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy referral link" })).toBeVisible();
  const friend = await newCustomer(request, { balance_usd: "0.00", referral_code: code });
  const opened = await request.post(`${API}/deposits`, {
    headers: headersOf(friend.api_key, "referred-deposit-0001"),
    data: { provider: "sandbox", amount_usd: "25.00" },
  });
  const { transaction_id } = await opened.json();
  await request.post(`${API}/admin/deposits/${transaction_id}/mark-completed`, {
    headers: operator(crypto.randomUUID()),
    data: { reason: "Seen at the bank" },
  });
  await page.reload();
  await expect(page.getByRole("main").getByText("$2.50", { exact: true })).toBeVisible();
  await page
    .getByRole("row", { name: /10 % of a deposit/ })
    .getByRole("link")
    .click();
  await expect(page.getByRole("article")).toContainText("Booked: referral programme−$2.50");
});
