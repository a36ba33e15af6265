import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { buyIsp, grantResidential } from "../business";
import { API, expect, headersOf, signIn, test } from "../fixtures";
import { overConnect, overHttp, overSocks } from "../through-proxy";
import { credentials, openCard, part, SIZES, target } from "./card-page";

const run = promisify(execFile);
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("a range is copied without a reveal; the second look needs the password, and a template is remembered", async ({
  page,
  customer,
  request,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const id = await buyIsp(request, customer, { quantity: 5 });
  const path = `${API}/proxy/subscriptions/${id}`;
  await openCard(page, customer, id);
  await expect(
    page.getByText(/Nobody has opened them yet. The first reveal or copy takes one click/),
  ).toBeVisible();
  await page.getByLabel("Which").fill("7");
  await expect(
    page.getByText("Numbers from 1 to 5: a range such as 1–2, or several with commas."),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy", exact: true })).toBeDisabled();
  await page.getByLabel("Which").fill("2–3");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByText("Copied: 2 proxies")).toBeAttached();
  const copied = (await clipboard(page)).split("\n");
  const { items } = await (
    await request.get(`${path}/addresses`, { headers: headersOf(customer.api_key) })
  ).json();
  await expect(page.getByText(/^Last opened by /)).toBeVisible();
  expect(copied.map((line) => line.split(":")[0])).toEqual([items[1].ip, items[2].ip]);
  const [login = "", password = ""] = copied[0]?.split(":").slice(2) ?? [];
  expect(password).toHaveLength(24);

  await page.getByRole("button", { name: "Reveal" }).click();
  const gate = page.getByRole("form", { name: "Confirm it's you" });
  await expect(gate.getByLabel("Password")).toBeFocused();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(gate.getByLabel("Password")).toBeFocused();
  await page.getByRole("button", { name: "Reveal" }).click();
  await gate.getByLabel("Password").fill("wrong");
  await gate.getByRole("button", { name: "Confirm" }).click();
  await expect(gate.getByText("The password or the code is wrong.")).toBeVisible();
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

for (const size of SIZES) {
  test(`the endpoint builder's login works through the endpoint at ${size.width} px`, async ({
    page,
    customer,
    request,
  }) => {
    await page.setViewportSize(size);
    const id = await grantResidential(request, customer);
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
  const [fixed, rotating] = [
    await buyIsp(request, customer, { quantity: 1 }),
    await grantResidential(request, customer),
  ];
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
