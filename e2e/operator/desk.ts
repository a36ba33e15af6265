import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { API, expect, firstRun, headersOf, type Person, signIn } from "../fixtures";
import type { SoldProxy } from "../through-proxy";

/** An operator at work, beside the customer. */
export async function operatorPage(browser: Browser, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const page = await browser.newPage({ viewport });
  await signIn(page, firstRun().operator);
  await expect(page).toHaveURL(/\/operator$/);
  return page;
}

/** Buys ISP proxies in the United States; answers the purchase. */
export async function buyIsp(request: APIRequestContext, customer: Person, quantity = 2) {
  const answer = await request.post(`${API}/proxy/static`, {
    headers: headersOf(customer.api_key, `desk-${crypto.randomUUID()}`),
    data: { category: "isp", country_name: "US", quantity },
  });
  expect(answer.status()).toBe(200);
  return answer.json();
}

/** The proxies of a subscription, as their owner reads them. */
export async function proxiesOf(
  request: APIRequestContext,
  customer: Person,
  subscriptionId: number,
): Promise<[SoldProxy, ...SoldProxy[]]> {
  const path = `${API}/proxy/subscriptions/${subscriptionId}/credentials`;
  const answer = await request.get(path, { headers: headersOf(customer.api_key) });
  return (await answer.json()).static_proxies;
}

/** What a customer can spend. */
export async function balanceOf(request: APIRequestContext, customer: Person): Promise<string> {
  const answer = await request.get(`${API}/users/me`, { headers: headersOf(customer.api_key) });
  return (await answer.json()).user.balance_usd;
}
