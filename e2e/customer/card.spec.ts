import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { APIRequestContext, Page } from "@playwright/test";
import { API, expect, firstRun, headersOf, type Person, signIn, test } from "../fixtures";
import { overConnect, overHttp, overSocks } from "../through-proxy";
import { expectWellBuilt } from "../well-built";

const run = promisify(execFile);
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };
const target = () => ({
  host: "127.0.0.1",
  port: Number(JSON.parse(readFileSync(join(process.env.E2E_DATA_DIR ?? "", "ports.json"), "utf8")).echo),
});

async function buy(
  request: APIRequestContext,
  customer: Person,
  quantity: number,
  auto_renew = false,
): Promise<number> {
  const answer = await request.post(`${API}/proxy/static`, {
    headers: headersOf(customer.api_key, `card-${customer.user_id}-${quantity}`),
    data: { category: "isp", country_name: "US", quantity, auto_renew },
  });
  expect(answer.status()).toBe(200);
  return (await answer.json()).subscription_id;
}

async function grant(request: APIRequestContext, customer: Person): Promise<number> {
  const answer = await request.post(`${API}/admin/subscriptions`, {
    headers: headersOf(firstRun().operator.api_key),
    data: { user_id: customer.user_id, category: "residential", quantity: 1, reason: "journey" },
  });
  expect(answer.status()).toBe(201);
  return (await answer.json()).id;
}

/** The card of a subscription, as a customer who just signed in sees it. */
async function openCard(page: Page, customer: Person, id: number): Promise<void> {
  await signIn(page, customer);
  await page.goto(`/subscriptions/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

const credentials = (page: Page) => page.getByRole("region", { name: "Credentials" });
const part = (page: Page, name: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name, level: 2, exact: true }) });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("a range is copied without a reveal; the second look needs the password, and a template is remembered", async ({
  page,
  customer,
  request,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const id = await buy(request, customer, 5);
  const path = `${API}/proxy/subscriptions/${id}`;
  await openCard(page, customer, id);
  await expect(page.getByText("Nobody has seen them yet.")).toBeVisible();
  await page.getByLabel("Which").fill("7");
  await expect(page.getByText("Numbers from 1 to 5, such as 3–7 or 1, 4.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeDisabled();
  await page.getByLabel("Which").fill("2–3");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByText("Copied: 2 proxies")).toBeAttached();
  const copied = (await clipboard(page)).split("\n");
  const { items } = await (
    await request.get(`${path}/addresses`, { headers: headersOf(customer.api_key) })
  ).json();
  expect(copied.map((line) => line.split(":")[0])).toEqual([items[1].ip, items[2].ip]);
  const [login = "", password = ""] = copied[0]?.split(":").slice(2) ?? [];
  expect(password).toHaveLength(24);

  await page.getByRole("button", { name: "Reveal" }).click();
  const gate = page.getByRole("form", { name: "Confirm it's you" });
  await gate.getByLabel("Password").fill("wrong");
  await gate.getByRole("button", { name: "Confirm" }).click();
  await expect(gate.getByText("The password is wrong.")).toBeVisible();
  await expect(credentials(page)).not.toContainText(password);
  await gate.getByLabel("Password").fill(customer.password);
  await gate.getByRole("button", { name: "Confirm" }).click();
  await expect(credentials(page)).toContainText(password);

  await page.getByLabel("Format").selectOption("My own template");
  await page.getByLabel("Template of a line").fill("{login} {password} @ {ip}/{port_socks}");
  await expect(credentials(page)).toContainText(
    `${login} ${password} @ ${items[1].ip}/${items[1].port_socks}`,
  );
  await expect(credentials(page)).not.toContainText(items[0].ip);
  await page.reload();
  await expect(credentials(page)).toContainText(`@ ${items[0].ip}/${items[0].port_socks}`);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).toContain("{login} {password} @");
  for (const secret of [login, password]) {
    expect(kept).not.toContain(secret);
    expect(await page.content()).not.toContain(secret);
  }
});

for (const size of [PHONE, DESKTOP]) {
  test(`a check shows the exit IP of each address at ${size.width} px`, async ({
    page,
    customer,
    request,
  }) => {
    await page.setViewportSize(size);
    const id = await buy(request, customer, 3);
    await openCard(page, customer, id);
    const rows = part(page, "Addresses");
    await rows.getByRole("button", { name: "Check" }).click();
    const headers = headersOf(customer.api_key);
    const answer = await request.get(`${API}/proxy/subscriptions/${id}/addresses`, { headers });
    for (const { ip } of (await answer.json()).items)
      await expect(rows.getByText(`Exit IP ${ip} · HTTP and SOCKS5: works`)).toBeVisible();
    await expect(rows.getByRole("img", { name: /answers in \d+ ms/ })).toHaveCount(3);
    await page.reload();
    await expect(page.getByText("Proxies checked")).toBeVisible();
    const [copy, reveal] = await Promise.all(
      ["Copy", "Reveal"].map((name) => page.getByRole("button", { name, exact: true }).boundingBox()),
    );
    expect(copy?.y).toBe(reveal?.y);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
  });

  test(`the endpoint builder's login works through the endpoint at ${size.width} px`, async ({
    page,
    customer,
    request,
  }) => {
    await page.setViewportSize(size);
    const id = await grant(request, customer);
    await openCard(page, customer, id);
    await expect(page.getByRole("button", { name: "Renew" })).toHaveCount(0);
    await page.getByLabel("Country").selectOption({ label: "DE Germany" });
    await page.getByRole("switch", { name: /Sticky session/ }).check();
    await page.getByLabel("Lifetime, minutes").fill("30");
    await page.getByRole("button", { name: "Reveal" }).click();
    await expect(credentials(page)).toContainText(/u\w{10}-country-de-session-\w{8}-ttl-30:\w{24}/);
    const line = (await credentials(page).textContent()) ?? "";
    const [ip = "", port = "", login = "", password = ""] = line.split(":");
    const proxy = { ip, port_http: Number(port), port_socks: Number(port), login, password: password.trim() };
    const first = await overHttp(proxy, target());
    expect(first.status).toBe(200);
    expect(await overConnect(proxy, target())).toBe(first.ip);
    expect(await overSocks(proxy, target())).toBe(first.ip);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    await part(page, "Endpoint").getByRole("button", { name: "Check" }).click();
    await expect(page.getByText(/Exit IP 127\.\d+/)).toBeVisible();
  });
}

test("every snippet runs as pasted, of a static proxy and of the rotating endpoint", async ({
  page,
  customer,
  request,
}) => {
  await signIn(page, customer);
  const [fixed, rotating] = [await buy(request, customer, 1), await grant(request, customer)];
  for (const id of [fixed, rotating]) {
    await page.goto(`/subscriptions/${id}`);
    await page.getByRole("button", { name: "Reveal" }).click();
    const card = part(page, "Snippets");
    const texts: Record<string, string> = {};
    for (const name of ["curl", "curl, CONNECT", "curl, SOCKS5", "Python", "Node", "Playwright"]) {
      await card.getByRole("tab", { name, exact: true }).click();
      texts[name] = (await card.locator("pre").textContent()) ?? "";
      expect(texts[name]).not.toContain("•");
    }
    for (const name of ["curl", "curl, CONNECT", "curl, SOCKS5"])
      expect((await run("sh", ["-c", texts[name] ?? ""])).stdout, name).toMatch(/"ip":"127\./);
    expect((await run("python3", ["-c", texts.Python ?? ""])).stdout).toMatch(/"ip":"127\./);
    const node = ["--input-type=module", "-e", texts.Node ?? ""];
    expect((await run("node", node)).stdout).toMatch(/"ip":"127\./);
    expect(texts.Playwright).toContain("username");
  }
});

test("shown as curl, an act is the request that the page sends", async ({ page, customer, request }) => {
  const id = await buy(request, customer, 1);
  await openCard(page, customer, id);
  await page.getByRole("button", { name: "Label" }).click();
  const dialog = page.getByRole("dialog", { name: "Label the subscription" });
  await dialog.getByLabel("Label").fill("It's mine");
  await dialog.getByText("Show as curl").click();
  const command = (await dialog.locator("pre").textContent()) ?? "";
  expect(command).not.toContain(customer.api_key);
  const env = { ...process.env, KEY: customer.api_key, NO_PROXY: "*" };
  const { stdout } = await run("sh", ["-c", command.replace("curl", "curl -s")], { env });
  expect(JSON.parse(stdout)).toMatchObject({ id, label: "It's mine" });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Renew" }).click();
  const renewal = page.getByRole("dialog", { name: "Renew subscription" });
  await renewal.getByText("Show as curl").click();
  await expect(renewal.locator("pre")).toContainText(/Idempotency-Key: [0-9a-f-]{36}/);
  await expect(renewal.locator("pre")).toContainText('"max_price_usd":"2.50"');
});

test("a renewal that lacks money says how much, when it tries again, and where to top up", async ({
  page,
  customer,
  request,
}) => {
  const operator = headersOf(firstRun().operator.api_key);
  const id = await buy(request, customer, 40, true);
  const clock = (data: object) => request.post(`${API}/sandbox/clock`, { headers: operator, data });
  try {
    await clock({ advance_seconds: 29.5 * 86_400 });
    await expect
      .poll(
        async () => {
          const headers = headersOf(customer.api_key);
          return (await (await request.get(`${API}/proxy/subscriptions/${id}`, { headers })).json()).renewal
            ?.problem;
        },
        { timeout: 30_000 },
      )
      .toBe("insufficient");
    await openCard(page, customer, id);
    await expect(page.getByText(/The last renewal failed: the balance is \$[\d.]+ short\./)).toBeVisible();
    await expect(page.getByText("The next try is on")).toBeVisible();
    await expect(page.getByText("Renewal failed", { exact: false }).first()).toBeVisible();
    await page.getByRole("link", { name: /^Top up \$/ }).click();
    await expect(page).toHaveURL(/\/billing\?amount=[\d.]+&next=/);
  } finally {
    await clock({ reset: true });
  }
});

test("the activity has pages, and traffic is told by day", async ({ page, customer, request }) => {
  const id = await buy(request, customer, 1);
  const headers = headersOf(customer.api_key);
  const path = `${API}/proxy/subscriptions/${id}`;
  for (let n = 0; n < 11; n++) await request.patch(path, { headers, data: { label: `Name ${n}` } });
  await openCard(page, customer, id);
  const activity = part(page, "Activity");
  await expect(activity.getByRole("listitem")).toHaveCount(10);
  await activity.getByRole("link", { name: "Older" }).click();
  await expect(activity.getByText("Bought")).toBeVisible();
  await activity.getByRole("link", { name: "Newest" }).click();
  await expect(activity.getByRole("listitem")).toHaveCount(10);
  await part(page, "Addresses").getByRole("button", { name: "Check" }).click();
  await expect(page.getByText(/Exit IP/)).toBeVisible();
  await expect
    .poll(
      async () => {
        const { items } = await (await request.get(`${path}/traffic?days=1`, { headers })).json();
        return items[0].connections;
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0);
  await page.reload();
  await expect(page.getByRole("table", { name: "Traffic, last 30 days" })).toBeAttached();
});

test("the card's tools pass axe in both themes, static and rotating", async ({ page, customer, request }) => {
  await signIn(page, customer);
  for (const id of [await buy(request, customer, 2), await grant(request, customer)]) {
    await page.goto(`/subscriptions/${id}`);
    await page.getByLabel("Format").selectOption("My own template");
    await page.getByRole("button", { name: "Check" }).click();
    await expect(page.getByText(/Exit IP/).first()).toBeVisible();
    await expectWellBuilt(page);
  }
});
