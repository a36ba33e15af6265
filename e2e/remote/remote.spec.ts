import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { API, expect, firstRun, headersOf, makeKey, type Person, signIn, test } from "../fixtures";
import { crawl } from "../security/crawl";
import { cookieHeader } from "../security/raw";
import { type Dashboard, startDashboard } from "./dashboard";
import { FarApi } from "./far-api";
import { STUB_KEY } from "./published";

/** A second product with a database of its own; its dashboard works over HTTP against what stands behind `far`. */
const PORT = String(Number(process.env.E2E_PORT) + 2);
const DASHBOARD = `http://127.0.0.1:${PORT}`;
test.describe.configure({ timeout: 120_000 });
const far = new FarApi();
const dataDir = mkdtempSync(join(tmpdir(), "proxydeck-remote-"));
let dashboard: Dashboard;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const settings = { DATA_DIR: dataDir, PORT, PROXY_API_URL: await far.listen() };
  dashboard = await startDashboard(["lib/launcher/start.mjs"], settings);
});
test.afterAll(async () => {
  await dashboard.stop();
  far.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function enter(page: Page, wish: { key: string; userId?: number; secret?: string }): Promise<void> {
  await page.goto(`${DASHBOARD}/sign-in`);
  await page.getByRole("textbox", { name: "API key" }).fill(wish.key);
  if (wish.userId) await page.getByLabel("User id").fill(String(wish.userId));
  if (wish.secret) await page.getByLabel("Signing secret").fill(wish.secret);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

async function buyOne(page: Page, price: string): Promise<void> {
  await page.goto(`${DASHBOARD}/catalog?category=isp&country=US&quantity=1`);
  await expect(page.getByText(price).first()).toBeVisible();
  await page.getByRole("button", { name: /^Buy/ }).click();
  await page.getByRole("button", { name: `Pay ${price}` }).click();
  await expect(page).toHaveURL(/\/subscriptions\/\d+$/);
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/sign-in/);
}

/** Makes a key at the product itself whose money requests must be signed. */
async function makeSigningKey(page: Page, customer: Person): Promise<{ key: string; secret: string }> {
  await signIn(page, customer);
  await page.goto("/keys");
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Signed");
  await dialog.getByLabel("Buy and renew").check();
  await dialog.getByLabel("Signing of money requests").selectOption("required");
  await makeKey(page, "Make key", customer);
  const shown = (label: string) =>
    dialog.getByText(label, { exact: true }).locator("..").locator("code").textContent();
  const made = { key: (await shown("API key")) ?? "", secret: (await shown("Signing secret")) ?? "" };
  await page.close();
  return made;
}

test("a customer of one product does everything in the dashboard of another", async ({
  page,
  baseURL,
  customer,
}) => {
  far.forwardTo(baseURL ?? "");
  await enter(page, { key: customer.api_key });
  await expect(page.getByText("$100.00").first()).toBeVisible();
  await buyOne(page, "$2.50");
  await page.getByRole("button", { name: "Reveal" }).first().click();
  const lines = page.getByRole("region", { name: "Lines to paste" });
  await expect(lines).toContainText(/127\.\d+\.\d+\.\d+:\d+:\w+:\w{24}/);
  await page.reload();
  await page.getByRole("button", { name: "Reveal" }).first().click();
  await page.getByLabel("API key").fill("not the key");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("This is not the key that you signed in with.")).toBeVisible();
  await page.getByLabel("API key").fill(customer.api_key);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(lines).toContainText(/127\.\d+\.\d+\.\d+:\d+:\w+:\w{24}/);

  await page.getByRole("button", { name: "Renew" }).first().click();
  await page.getByRole("button", { name: "Pay $2.50" }).click();
  await expect(page.getByRole("dialog")).toContainText(/Renewed|Paid until/);
  await page.goto(`${DASHBOARD}/billing`);
  await expect(page.getByText("$95.00").first()).toBeVisible();
  await page.goto(`${DASHBOARD}/keys`);
  await expect(page.getByText("You signed in with an API key")).toBeVisible();
  expect(await page.content()).not.toContain(customer.api_key);

  far.goDown();
  await page.goto(`${DASHBOARD}/subscriptions`);
  await expect(page.getByRole("heading", { name: "The API does not answer" })).toBeVisible();
  await expect(page.getByText(/req_\w{20}/)).toBeVisible();
  far.forwardTo(baseURL ?? "");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Subscriptions" })).toBeVisible();

  await signOut(page);
});

test("an operator key needs a user, and acts for that one", async ({ page, baseURL, customer }) => {
  far.forwardTo(baseURL ?? "");
  const { api_key: key } = firstRun().operator;
  await page.goto(`${DASHBOARD}/sign-in`);
  await page.getByRole("textbox", { name: "API key" }).fill(key);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("This key needs the number of a user.")).toBeVisible();
  await expect(page.getByLabel("User id")).toBeFocused();
  await enter(page, { key, userId: customer.user_id });
  await buyOne(page, "$2.50");
  const answer = await page.request.get(`${baseURL}${API}/users/me`, {
    headers: headersOf(customer.api_key),
  });
  expect((await answer.json()).user.balance_usd).toBe("97.50");
});

test("a key that the deployment stops to accept leads to sign-in", async ({ page, baseURL, customer }) => {
  far.forwardTo(baseURL ?? "");
  await enter(page, { key: customer.api_key });
  far.actAsPublishedOnly();
  await page.goto(`${DASHBOARD}/billing`);
  await expect(page).toHaveURL(/sign-in/);
});

test("a key whose money has to be signed buys with its signing secret, and says so without", async ({
  page,
  browser,
  baseURL,
  customer,
}) => {
  far.forwardTo(baseURL ?? "");
  const { key, secret } = await makeSigningKey(await browser.newPage(), customer);
  await enter(page, { key });
  await page.goto(`${DASHBOARD}/catalog?category=isp&country=US&quantity=1`);
  await page.getByRole("button", { name: /^Buy/ }).click();
  await page.getByRole("button", { name: "Pay $2.50" }).click();
  await expect(page.getByRole("dialog").getByText("No money was moved.")).toBeVisible();
  await expect(page.getByRole("dialog")).toContainText(/sign/i);
  await page.keyboard.press("Escape");
  await signOut(page);
  await enter(page, { key, secret });
  await buyOne(page, "$2.50");
  const signed = far.seen.filter(({ path }) => path.endsWith("/proxy/static")).at(-1);
  expect(signed?.headers["x-signature"]).toMatch(/^t=\d+,v1=[\da-f]{64}$/);
});

test("a ban, a limit and a missing right are told for what they are", async ({ page, baseURL, customer }) => {
  far.forwardTo(baseURL ?? "");
  await enter(page, { key: customer.api_key });
  far.answerWith(403, { error: { code: "banned", reason: "Spam was sent." } });
  await page.goto(`${DASHBOARD}/billing`);
  await expect(page.getByRole("alert").filter({ hasText: "Spam was sent." })).toBeVisible();
  far.answerWith(429, { error: { code: "rate_limited" } }, { "Retry-After": "40" });
  await page.goto(`${DASHBOARD}/catalog`);
  await expect(page.getByRole("heading", { name: "Too many requests for now" })).toBeVisible();
  far.answerWith(403, { error: { code: "no_such_word" } }, { "X-Request-Id": "far-request-7" });
  await page.goto(`${DASHBOARD}/`);
  await expect(page.getByRole("heading", { name: "The key may not read this" })).toBeVisible();
  await expect(page.getByText("far-request-7")).toBeVisible();
});

test("with the published routes and fields only, every page works or says what is missing", async ({
  page,
}) => {
  far.actAsPublishedOnly();
  await enter(page, { key: STUB_KEY, secret: "stub-signing-secret" });
  await expect(page.getByText("$50.00").first()).toBeVisible();
  await page.goto(`${DASHBOARD}/subscriptions/9`);
  await expect(page.getByText("This deployment doesn't offer a list of activity.")).toBeVisible();
  await page.getByRole("button", { name: "Reveal" }).first().click();
  await page.getByLabel("API key").fill(STUB_KEY);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("region", { name: "Lines to paste" })).toContainText("stub-pass");
  await buyOne(page, "$2.50");
  await page.getByRole("button", { name: "Renew" }).first().click();
  await page.getByRole("button", { name: "Pay $2.50" }).click();
  await expect(page.getByRole("dialog")).toContainText(/Renewed|Paid until/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Replace login and password" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Replace", exact: true }).click();
  await expect(page.getByText("This deployment does not offer that")).toBeVisible();
  await page.goto(`${DASHBOARD}/billing`);
  await expect(page.getByText("$45.00").first()).toBeVisible();
  await page.goto(`${DASHBOARD}/catalog?category=isp&country=DE&quantity=1`);
  await expect(page.getByLabel("Country").locator("option:checked")).toHaveText("Germany");
  for (const [path, what] of [
    ["/billing/deposits", "a list of deposits"],
    ["/receipts/1", "receipts"],
    ["/referrals", "a referral link"],
  ]) {
    await page.goto(`${DASHBOARD}${path}`);
    await expect(page.getByText(`This deployment doesn't offer ${what}.`)).toBeVisible();
  }
});

/** What a page shows where something was not told, and the page did not notice. */
function nonsenseIn(html: string): string | null {
  const text = html.replaceAll(/<script\b.*?<\/script>/gs, "").replaceAll(/<[^>]*>/g, " ");
  return /\b(undefined|NaN|Invalid Date|1970)\b|\[object Object\]/.exec(text)?.[0] ?? null;
}

test("no page of such a deployment breaks or shows what nobody told", async ({ page, context }) => {
  far.actAsPublishedOnly();
  await enter(page, { key: STUB_KEY });
  const starts = [
    ...[
      "/",
      "/catalog",
      "/catalog?category=residential",
      "/subscriptions?status=active",
      "/subscriptions/10",
    ],
    ...["/subscriptions/11", "/billing", "/billing/deposits", "/deposits/pay/X1", "/receipts/1"],
    ...["/referrals", "/keys", "/settings", "/docs", "/operator", "/operator/users", "/sign-up"],
  ];
  const visited = await crawl(DASHBOARD, await cookieHeader(context), starts);
  const pages = visited.filter(({ answer }) => /^text\/html/.test(String(answer.headers["content-type"])));
  expect(pages.length).toBeGreaterThan(40);
  expect(nonsenseIn("<script>NaN</script><p>till <b>Invalid Date</b></p>")).toBe("Invalid Date");
  for (const { path, answer } of pages) {
    expect([path, answer.status < 400]).toEqual([path, true]);
    if (!path.startsWith("/docs")) expect([path, nonsenseIn(answer.text)]).toEqual([path, null]);
  }
});
