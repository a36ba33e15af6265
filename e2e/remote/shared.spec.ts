import type { Page } from "@playwright/test";
import { API, expect, firstRun, headersOf, signIn, test } from "../fixtures";
import { type Dashboard, startDashboard } from "./dashboard";
import { FarApi } from "./far-api";

/** A second process of the shop: the same database and secrets, and the API over HTTP. */
const PORT = String(Number(process.env.E2E_PORT) + 4);
const product = `http://127.0.0.1:${process.env.E2E_PORT}`;
const far = new FarApi();
let dashboard: Dashboard;

test.use({ baseURL: `http://127.0.0.1:${PORT}` });
test.describe.configure({ timeout: 120_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  dashboard = await startDashboard(["lib/launcher/run.mjs", "server"], {
    DATA_DIR: process.env.E2E_DATA_DIR ?? "",
    PORT,
    PROXY_API_URL: await far.listen(),
    PROXY_API_SHARED: "on",
  });
});
test.beforeEach(() => far.forwardTo(product));
test.afterAll(async () => {
  await dashboard.stop();
  far.close();
});

/** Clicks through the frame, as a person would who has the page open already. */
async function goTo(page: Page, name: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "Main" })
    .first()
    .getByRole("link", { name, exact: true })
    .click();
}

async function expectDown(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "The API does not answer" })).toBeVisible();
  await expect(page.getByText(/req_\w{20}/)).toBeVisible();
}

test("people of the shop sign in by e-mail, and all that the pages do goes over HTTP", async ({
  page,
  customer,
}) => {
  await signIn(page, customer);
  await page.goto("/catalog?category=isp&country=US&quantity=1");
  await page.getByRole("button", { name: /^Buy/ }).click();
  await page.getByRole("button", { name: "Pay $2.50" }).click();
  await expect(page).toHaveURL(/\/subscriptions\/\d+$/);
  const sent = far.seen.filter(({ path }) => path === `${API}/proxy/static`);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.headers["idempotency-key"]).toMatch(/^[\da-f-]{36}$/);
  await expect(page.getByRole("button", { name: "Balance $97.50" })).toBeVisible();
});

test("while the API is down every customer's page says so, opened or clicked to, and tries again", async ({
  page,
  customer,
}) => {
  await signIn(page, customer);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  far.goDown();
  for (const place of ["Catalog", "Subscriptions", "Billing"]) {
    await goTo(page, place);
    await expectDown(page);
  }
  for (const path of ["/", "/catalog", "/referrals", "/keys"]) {
    await page.goto(path);
    await expectDown(page);
  }
  far.forwardTo(product);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "API keys" })).toBeVisible();
});

test("while the API is down an operator's pages say so within their frame, and come back", async ({
  page,
}) => {
  await signIn(page, firstRun().operator);
  await page.goto("/operator");
  await expect(page.getByRole("heading", { name: "Stock left" })).toBeVisible();
  far.goDown();
  for (const place of ["Users", "Deposits", "Health"]) {
    await goTo(page, place);
    await expectDown(page);
  }
  await page.goto("/operator/audit");
  await expectDown(page);
  far.forwardTo(product);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Audit trail" })).toBeVisible();
});

test("a purchase whose answer is lost is not known yet; the same key then returns the one order", async ({
  page,
  request,
  customer,
}) => {
  await signIn(page, customer);
  await page.goto("/catalog?category=isp&country=US&quantity=1");
  await page.getByRole("button", { name: /^Buy/ }).click();
  far.loseAnswersOf("/proxy/static", product);
  await page.getByRole("button", { name: "Pay $2.50" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Don't pay again", { timeout: 20_000 });
  far.forwardTo(product);
  await dialog.getByRole("button", { name: "Check again" }).click();
  await expect(page).toHaveURL(/\/subscriptions\/\d+$/);
  const me = await request.get(`${API}/users/me`, { headers: headersOf(customer.api_key) });
  expect((await me.json()).user.balance_usd).toBe("97.50");
});
