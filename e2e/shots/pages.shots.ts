import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { API, firstRun, headersOf, type Person, signIn, test } from "../fixtures";

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } } as const;
const THEMES = ["light", "dark"] as const;
const LOCALES = ["en", "ru"] as const;

/** Pages by who looks at them; a page that more people should look at joins here. */
const SIGNED_OUT = {
  landing: "/",
  "sign-in": "/sign-in",
  "sign-up": "/sign-up",
  forgot: "/forgot",
  confirm: "/confirm?token=x",
  reset: "/reset?token=x",
  "first-operator": "/first-operator?token=x",
};
const CUSTOMER = {
  overview: "/",
  catalog: "/catalog?category=isp&country=US&quantity=5",
  subscriptions: "/subscriptions",
  billing: "/billing?amount=12.50&next=%2Fcatalog",
  deposits: "/billing/deposits",
  referrals: "/referrals",
  settings: "/settings",
};
const OPERATOR = {
  operator: "/operator?days=7",
  "operator-users": "/operator/users",
  "operator-search": "/operator/search?q=example.test",
  "operator-deposits": "/operator/deposits",
  inbox: "/inbox",
  "operator-subscriptions": "/operator/subscriptions",
  "operator-stock": "/operator/stock",
  "operator-import": "/operator/stock/import",
  "operator-prices": "/operator/prices",
  "operator-prices-isp": "/operator/prices/isp",
  "operator-keys": "/operator/keys",
  "operator-audit": "/operator/audit",
  "operator-health": "/operator/health",
};

async function shoot(page: Page, pages: Record<string, string>): Promise<void> {
  const origin = new URL(page.url()).origin;
  for (const locale of LOCALES) {
    for (const theme of THEMES) {
      await page.context().addCookies([
        { name: "locale", value: locale, url: origin },
        { name: "theme", value: theme, url: origin },
      ]);
      await shootSizes(page, pages, `${locale}-${theme}`);
    }
  }
}

async function shootSizes(page: Page, pages: Record<string, string>, suffix: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const [name, url] of Object.entries(pages)) {
      await page.goto(url);
      await page.waitForTimeout(400);
      await page.screenshot({ path: `dist/shots/${name}-${size}-${suffix}.png`, fullPage: true });
    }
  }
}

async function newPage(browser: Browser, person?: { email: string; password: string }): Promise<Page> {
  const page = await browser.newPage();
  if (person) await signIn(page, person);
  else await page.goto("/");
  return page;
}

/** Something of everything, so that no page is empty. Answers the pages of what was made. */
async function stockUp(request: APIRequestContext, customer: Person): Promise<Record<string, string>> {
  const buy = async (category: string, country_name: string, quantity: number, auto_renew: boolean) => {
    const headers = headersOf(customer.api_key, `shots-${category}-${country_name}-${quantity}`);
    const data = { category, country_name, quantity, auto_renew };
    return (await (await request.post(`${API}/proxy/static`, { headers, data })).json()).subscription_id;
  };
  const card = await buy("isp", "US", 5, true);
  await buy("datacenter", "DE", 10, false);
  await buy("isp", "JP", 2, true);
  const headers = headersOf(customer.api_key, "shots-deposit-0001");
  const data = { provider: "manual", amount_usd: "25.00" };
  const deposit = await (await request.post(`${API}/deposits`, { headers, data })).json();
  const { items } = await (
    await request.get(`${API}/transactions?type=purchase`, { headers: headersOf(customer.api_key) })
  ).json();
  return {
    card: `/subscriptions/${card}`,
    deposit: `/deposits/manual/${deposit.external_id}`,
    receipt: `/receipts/${items[0].id}`,
  };
}

/** A user's card and a deposit as operators see them. */
async function operatorCards(request: APIRequestContext, customer: Person): Promise<Record<string, string>> {
  const headers = headersOf(customer.api_key, "shots-deposit");
  const data = { provider: "manual", amount_usd: "25.00" };
  const deposit = await (await request.post(`${API}/deposits`, { headers, data })).json();
  const user = `/operator/users/${customer.user_id}`;
  return {
    "operator-user": user,
    "operator-user-timeline": `${user}?part=timeline`,
    "operator-view": `${user}/view`,
    "operator-deposit": `/operator/deposits/${deposit.transaction_id}`,
  };
}

test("pictures of every page", async ({ browser, request, customer }) => {
  const cards = await stockUp(request, customer);
  await shoot(await newPage(browser), SIGNED_OUT);
  await shoot(await newPage(browser, customer), { ...CUSTOMER, ...cards });
  const ours = {
    ...(await operatorCards(request, customer)),
    "operator-card": `/operator${cards.card}`,
  };
  await shoot(await newPage(browser, firstRun().operator), { ...OPERATOR, ...ours });
});
