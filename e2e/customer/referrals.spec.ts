import { newCustomer, operatorHeaders } from "../business";
import { API, expect, headersOf, signIn, test } from "../fixtures";

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
    headers: operatorHeaders(crypto.randomUUID()),
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
