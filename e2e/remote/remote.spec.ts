import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { API, expect, firstRun, headersOf, test } from "../fixtures";
import { FarApi, STUB_KEY } from "./far-api";

/** A second product with a database of its own; its dashboard works over HTTP against what stands behind `far`. */
const PORT = Number(process.env.E2E_PORT) + 2;
const DASHBOARD = `http://127.0.0.1:${PORT}`;
test.describe.configure({ timeout: 120_000 });
const far = new FarApi();
const dataDir = mkdtempSync(join(tmpdir(), "proxydeck-remote-"));
let product: ChildProcess;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(PORT), PROXY_API_URL: await far.listen() };
  product = spawn(process.execPath, ["lib/launcher/start.mjs"], { env, stdio: "ignore" });
  const isReady = () =>
    fetch(`${DASHBOARD}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  await expect.poll(isReady, { timeout: 120_000 }).toBe(true);
});

test.afterAll(async () => {
  const ended = new Promise((resolve) => product.once("exit", resolve));
  product.kill("SIGTERM");
  await ended;
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

  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/sign-in/);
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

test("with the published routes and fields only, every page works or says what is missing", async ({
  page,
}) => {
  far.actAsPublishedOnly();
  await enter(page, { key: STUB_KEY, secret: "stub-signing-secret" });
  await expect(page.getByText("$50.00").first()).toBeVisible();
  await page.goto(`${DASHBOARD}/catalog?category=isp&country=US&quantity=5`);
  await expect(page.getByRole("main").getByText("$12.50").first()).toBeVisible();
  await page.goto(`${DASHBOARD}/subscriptions`);
  await expect(page.getByRole("table").getByText("ISP").first()).toBeVisible();
  await page.goto(`${DASHBOARD}/subscriptions/9`);
  await expect(page.getByText("This deployment doesn't offer a list of activity.")).toBeVisible();
  await page.getByRole("button", { name: "Reveal" }).first().click();
  await page.getByLabel("API key").fill(STUB_KEY);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("region", { name: "Lines to paste" })).toContainText("stub-pass");
  for (const path of ["/billing", "/settings", "/keys"]) {
    await page.goto(`${DASHBOARD}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText("Something broke")).toHaveCount(0);
  }
});
