import type { APIRequestContext, Page } from "@playwright/test";
import { API, expect, headersOf, newCustomer, type Person, signIn, test } from "../fixtures";
import {
  echoTarget,
  openConnect,
  openSocks,
  overConnect,
  overHttp,
  overSocks,
  type SoldProxy,
  startUpload,
} from "../through-proxy";
import { expectWellBuilt } from "../well-built";
import { buyIsp, operatorPage, proxiesOf } from "./desk";

async function ban(page: Page, customer: Person): Promise<number> {
  await page.getByRole("button", { name: "Ban", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `Ban ${customer.email}` });
  await expect(dialog).toContainText("keys and sessions are refused");
  await expect(dialog.getByLabel("Reason")).toBeFocused();
  await dialog.getByLabel("Reason").fill("Spam was sent through your proxies.");
  await dialog.getByLabel("Evidence").fill("Abuse report 5512");
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    dialog.getByRole("button", { name: "Ban", exact: true }).click(),
  ]);
  expect(answer.ok()).toBe(true);
  const at = Date.now();
  await expect(page.getByRole("heading", { name: "This user is banned" })).toBeVisible();
  await expect(page.getByText("Abuse report 5512")).toBeVisible();
  return at;
}

async function unban(page: Page, customer: Person): Promise<void> {
  await page.getByRole("button", { name: "Unban" }).click();
  const dialog = page.getByRole("dialog", { name: `Unban ${customer.email}` });
  await dialog.getByLabel("Reason").fill("It was somebody else.");
  await dialog.getByRole("button", { name: "Unban" }).click();
  await expect(page.getByRole("heading", { name: "This user is banned" })).toHaveCount(0);
}

/** Signing in tells the ban above the fields, not as a wrong password, with whom to write to. */
async function expectTold(page: Page, customer: Person): Promise<void> {
  await page.goto("/");
  await page.context().clearCookies();
  await page.goto("/sign-in");
  const notice = page.getByRole("alert").filter({ hasText: "This account is banned" });
  await expect(notice).toHaveCount(0);
  await page.getByLabel("E-mail").fill(customer.email);
  await page.getByLabel("Password").fill(customer.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(notice).toContainText("Spam was sent through your proxies.");
  await expect(page.locator(":focus").filter({ has: notice })).toBeVisible();
  await expect(notice.getByRole("link")).toHaveAttribute("href", "mailto:help@shop.example");
  await expect(page.getByLabel("Password")).not.toHaveAttribute("aria-invalid", "true");
  await expectWellBuilt(page);
}

/** One upload over CONNECT and one over SOCKS5, both running. */
async function openTunnels(proxy: SoldProxy) {
  const target = echoTarget();
  return [startUpload(await openConnect(proxy, target)), startUpload(await openSocks(proxy, target))];
}

async function expectRefused(request: APIRequestContext, customer: Person, proxy: SoldProxy): Promise<void> {
  const refused = await request.get(`${API}/users/me`, { headers: headersOf(customer.api_key) });
  expect([refused.status(), (await refused.json()).error.code]).toEqual([403, "banned"]);
  expect((await overHttp(proxy, echoTarget())).status).toBe(403);
  await expect(overConnect(proxy, echoTarget())).rejects.toThrow("403 Forbidden: banned");
  await expect(overSocks(proxy, echoTarget())).rejects.toThrow("SOCKS reply 2");
}

for (const width of [1440, 390]) {
  test(`a ban refuses the next click and the next proxied request and resets open tunnels, unbanning restores it all, at ${width} px`, {
    tag: "@far",
  }, async ({ browser, page, customer, request }) => {
    await page.setViewportSize({ width, height: 900 });
    const { subscription_id: id } = await buyIsp(request, customer);
    const [proxy, other = proxy] = await proxiesOf(request, customer, id);
    const bystander = await newCustomer(request);
    const theirs = await buyIsp(request, bystander);
    const [their] = await proxiesOf(request, bystander, theirs.subscription_id);
    await signIn(page, customer);
    const operator = await operatorPage(browser, { width, height: 900 });
    await operator.goto(`/operator/users/${customer.user_id}`);
    const tunnels = await openTunnels(proxy);
    const untouched = await openTunnels(their);

    const bannedAt = await ban(operator, customer);
    for (const { ended } of tunnels) {
      const { at, code } = await ended;
      expect(code).toBe("ECONNRESET");
      expect(at - bannedAt).toBeLessThanOrEqual(1000);
    }
    await expectRefused(request, customer, other);
    expect(untouched.map((upload) => upload.isOpen())).toEqual([true, true]);
    for (const upload of untouched) upload.stop();
    await page
      .getByRole("navigation", { name: "Main" })
      .first()
      .getByRole("link", { name: "Subscriptions" })
      .click();
    await expect(page).toHaveURL(/sign-in/);
    await expect(page.getByRole("alert").filter({ hasText: "banned" })).toContainText(
      "Spam was sent through your proxies.",
    );
    await expect(page.getByText("Abuse report 5512")).toHaveCount(0);
    await expectTold(page, customer);

    await unban(operator, customer);
    await expect.poll(async () => (await overHttp(proxy, echoTarget())).status).toBe(200);
    expect(await overConnect(proxy, echoTarget())).toBe(proxy.ip);
    expect(await overSocks(other, echoTarget())).toBe(other.ip);
    await signIn(page, customer);
    await page.goto("/subscriptions");
    await expect(page.getByRole("heading", { name: "Subscriptions", level: 1 })).toBeVisible();
    await operator.goto(`/operator/users/${customer.user_id}?part=timeline`);
    await expect(operator.getByText("Ban lifted")).toBeVisible();
    await operator.close();
  });
}

test("a reason that is too short is told beside the field, and its buttons stay free", async ({
  browser,
  customer,
}) => {
  const page = await operatorPage(browser);
  await page.goto(`/operator/users/${customer.user_id}`);
  await page.getByRole("button", { name: "Ban", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const reason = dialog.getByLabel("Reason");
  await expect(reason).toHaveAccessibleDescription(/At least 3 characters\./);
  await dialog.getByRole("button", { name: "Ban", exact: true }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Say why, in at least 3 characters.");
  await expect(reason).toBeFocused();
  await expectWellBuilt(page);
  await reason.fill("   ");
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Ban", exact: true }).click();
  await expect(dialog.getByRole("alert").first()).toBeVisible();
  await page.close();
});
