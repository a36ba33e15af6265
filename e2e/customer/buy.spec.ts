import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { API, expect, headersOf, signIn, test } from "../fixtures";
import { overConnect, overHttp, overSocks } from "../through-proxy";
import { expectWellBuilt } from "../well-built";

const target = () => ({
  host: "127.0.0.1",
  port: Number(JSON.parse(readFileSync(join(process.env.E2E_DATA_DIR ?? "", "ports.json"), "utf8")).echo),
});

/** Everything that the browser receives, to search it for secrets. */
function recordTraffic(page: Page): Promise<string>[] {
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => {
    bodies.push(response.text().catch(() => ""));
  });
  return bodies;
}

test("a customer buys five proxies in the browser, reveals them, and they work; then renews", {
  tag: "@far",
}, async ({ page, customer }) => {
  await signIn(page, customer);
  await page.goto("/catalog?category=isp&country=US&quantity=5");
  await expect(page.getByText("$12.50").first()).toBeVisible();
  await page.getByRole("button", { name: /^Buy/ }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm purchase" });
  await expect(dialog.getByText("$87.50")).toBeVisible();
  await dialog.getByRole("button", { name: "Pay $12.50" }).dblclick();
  await expect(page).toHaveURL(/\/subscriptions\/\d+$/);

  await page.getByRole("button", { name: "Reveal" }).first().click();
  const lines = page.getByRole("region", { name: "Lines to paste" });
  await expect(lines).toContainText(/127\.\d+\.\d+\.\d+:\d+:\w+:\w+/);
  const text = await lines.textContent();
  const proxies = [...(text ?? "").matchAll(/(127\.[\d.]+):(\d+):(\w+):(\w{24})/g)].map(
    ([, ip = "", port, login = "", password = ""]) => ({
      ip,
      port_http: Number(port),
      port_socks: Number(port),
      login,
      password,
    }),
  );
  expect(proxies).toHaveLength(5);
  for (const proxy of proxies) {
    expect(await overHttp(proxy, target())).toEqual({ status: 200, ip: proxy.ip });
    expect(await overConnect(proxy, target())).toBe(proxy.ip);
    expect(await overSocks(proxy, target())).toBe(proxy.ip);
  }

  await page.getByRole("button", { name: "Renew" }).first().click();
  const renewal = page.getByRole("dialog", { name: "Renew subscription" });
  await renewal.getByRole("button", { name: "Pay $12.50" }).click();
  await renewal.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Balance $75.00" }).click();
  const last = page.getByRole("dialog", { name: "Balance $75.00" });
  await expect(last.getByRole("listitem")).toHaveText([
    /^Renewal: 5 × ISP US.*−\$12.50$/,
    /^5 × ISP US/,
    /./,
  ]);
  await page.keyboard.press("Escape");
  await page.goto("/billing");
  await expect(page.getByRole("row", { name: /Renewal: 5 × ISP US/ })).toContainText("−$12.50");
});

test("no key and no password reaches the browser before it is asked for", async ({
  page,
  customer,
  request,
}) => {
  const headers = headersOf(customer.api_key, `canary-order-${customer.user_id}`);
  const data = { category: "datacenter", country_name: "DE", quantity: 2 };
  const order = await (await request.post(`${API}/proxy/static`, { headers, data })).json();
  const path = `${API}/proxy/subscriptions/${order.subscription_id}/credentials`;
  const { static_proxies } = await (await request.get(path, { headers })).json();
  const bodies = recordTraffic(page);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  await signIn(page, customer);
  for (const url of [
    "/",
    "/catalog",
    "/subscriptions",
    `/subscriptions/${order.subscription_id}`,
    "/billing",
  ]) {
    await page.goto(url);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  const session = await page.request.get("/api/auth/session");
  const seen = [...(await Promise.all(bodies)), await session.text()].join("\n");
  expect(complaints).toEqual([]);
  expect(seen).toContain(customer.email);
  for (const secret of [static_proxies[0].password, customer.api_key, customer.password])
    expect(seen).not.toContain(secret);
  expect(seen).not.toMatch(/pdk_[0-9A-Za-z]{38}/);
  const cookies = await page.context().cookies();
  expect(cookies.find((cookie) => cookie.name.includes("session-token"))).toMatchObject({
    httpOnly: true,
    sameSite: "Lax",
  });
});

test("pages pass axe in both themes and fit a phone", async ({ page, customer }) => {
  await signIn(page, customer);
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    for (const url of ["/", "/catalog", "/subscriptions", "/billing"]) {
      await page.goto(url);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectWellBuilt(page);
    }
  }
  await page.setViewportSize({ width: 390, height: 844 });
  for (const url of ["/", "/catalog", "/subscriptions", "/billing"]) {
    await page.goto(url);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, url).toBeLessThanOrEqual(390);
  }
});

test("a wrong password says so, and signing out ends the session at once", async ({
  page,
  customer,
  browser,
}) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(customer.email);
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "E-mail or password is wrong." })).toBeVisible();
  await signIn(page, customer);
  const copy = await browser.newContext({ storageState: await page.context().storageState() });
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  const stolen = await copy.newPage();
  await stolen.goto(new URL("/billing", page.url()).href);
  await expect(stolen).toHaveURL(/sign-in/);
  await copy.close();
});

test("a server action refuses a foreign and an absent Origin", async ({ page, customer }) => {
  await signIn(page, customer);
  for (const origin of ["https://evil.example", "null", undefined]) {
    const answer = await page.request.post("/billing", {
      headers: { "Next-Action": "0".repeat(42), ...(origin ? { Origin: origin } : {}) },
      data: "[]",
    });
    expect(answer.status()).toBe(403);
  }
  const own = await page.request.post("/billing", {
    headers: { Origin: new URL(page.url()).origin },
    data: "[]",
  });
  expect(own.status()).not.toBe(403);
});

test("a session that ends in the middle of a checkout charges nothing and says so", async ({
  page,
  customer,
  request,
}) => {
  await signIn(page, customer);
  await page.goto("/catalog?category=isp&country=US&quantity=5");
  await page.getByRole("button", { name: /^Buy/ }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm purchase" });
  await expect(dialog.getByRole("button", { name: "Pay $12.50" })).toBeVisible();
  await page.context().clearCookies();
  await dialog.getByRole("button", { name: "Pay $12.50" }).click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  const me = await (await request.get(`${API}/users/me`, { headers: headersOf(customer.api_key) })).json();
  expect(me.user.balance_usd).toBe("100.00");
});

test("two tabs that pay for the same quote are two purchases, each confirmed by itself", async ({
  page,
  customer,
  request,
}) => {
  await signIn(page, customer);
  const other = await page.context().newPage();
  const tabs = [page, other];
  for (const tab of tabs) {
    await tab.goto("/catalog?category=isp&country=US&quantity=5");
    await tab.getByRole("button", { name: /^Buy/ }).click();
  }
  const balance = async () =>
    (await (await request.get(`${API}/users/me`, { headers: headersOf(customer.api_key) })).json()).user
      .balance_usd;
  for (const [tab, left] of [
    [page, "87.50"],
    [other, "75.00"],
  ] as const) {
    await tab.getByRole("button", { name: "Pay $12.50" }).dblclick();
    await expect(tab).toHaveURL(/\/subscriptions\/\d+$/);
    expect(await balance()).toBe(left);
  }
  const [first, second] = tabs.map((tab) => tab.url());
  expect(first).not.toBe(second);
  await other.close();
});
