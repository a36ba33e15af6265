import type { APIRequestContext } from "@playwright/test";
import { API, expect, firstRun, headersOf, test } from "../fixtures";

async function openInvoice(request: APIRequestContext, key: string) {
  const answer = await request.post(`${API}/deposits`, {
    headers: headersOf(key, `top-up-${crypto.randomUUID()}`),
    data: { provider: "sandbox", amount_usd: "25.00" },
  });
  expect(answer.status()).toBe(201);
  return answer.json();
}

test("what is paid on the sandbox's page is on the balance, once, also when the provider tells it twice", async ({
  page,
  request,
  customer,
}) => {
  const headers = headersOf(customer.api_key);
  const deposit = await openInvoice(request, customer.api_key);
  await request.post(`${API}/sandbox/faults`, {
    headers: headersOf(firstRun().operator.api_key),
    data: { target: "payment_provider", fault: "twice" },
  });
  await page.goto(deposit.pay_url);
  await expect(page.getByText("$25.00")).toBeVisible();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(page.getByText("Paid. The shop has been told.")).toBeVisible();
  const card = await request.get(`${API}/deposits/sandbox/${deposit.external_id}`, { headers });
  expect(await card.json()).toMatchObject({ status: "completed", received_usd: "25.00" });
  const me = await request.get(`${API}/users/me`, { headers });
  expect((await me.json()).user.balance_usd).toBe("125.00");
});

test("an invoice that nobody made up is asked for, and a failed one can still be paid late", async ({
  page,
  request,
  customer,
}) => {
  const deposit = await openInvoice(request, customer.api_key);
  const forged = await page.goto(deposit.pay_url.replace("_2500_", "_100_"));
  expect(forged?.status()).toBe(404);
  await page.goto(deposit.pay_url);
  await page.getByRole("button", { name: "Let the payment fail" }).click();
  await expect(page.getByText("The payment failed.")).toBeVisible();
  await page.getByRole("button", { name: "Pay late, after the invoice ran out" }).click();
  await expect(page.getByText("The invoice ran out, and then it was paid.")).toBeVisible();
  const path = `${API}/deposits/sandbox/${deposit.external_id}`;
  const card = await request.get(path, { headers: headersOf(customer.api_key) });
  expect((await card.json()).status).toBe("completed");
});

test("the webhook door takes requests without an Origin, and pages still don't", async ({ request }) => {
  const data = {};
  expect((await request.post("/payments/sandbox/webhook", { data })).status()).toBe(401);
  expect((await request.post("/payments/stripe/webhook", { data })).status()).toBe(404);
  expect((await request.post("/payments/sandbox/pay/x", { data })).status()).toBe(403);
});
