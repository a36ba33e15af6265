import { execFile } from "node:child_process";
import { promisify } from "node:util";
import AxeBuilder from "@axe-core/playwright";
import { buyIsp, DAY_S, grantResidential, moveClock } from "../business";
import { API, expect, headersOf, signIn, test } from "../fixtures";
import { openCard, part, SIZES } from "./card-page";

const run = promisify(execFile);

for (const size of SIZES) {
  test(`a check shows the exit IP of each address at ${size.width} px`, async ({
    page,
    customer,
    request,
  }) => {
    await page.setViewportSize(size);
    const id = await buyIsp(request, customer, { quantity: 3 });
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
}

test("shown as curl, an act is the request that the page sends", async ({ page, customer, request }) => {
  const id = await buyIsp(request, customer, { quantity: 1 });
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
  const id = await buyIsp(request, customer, { quantity: 40, auto_renew: true });
  try {
    await moveClock(request, { advance_seconds: 29.5 * DAY_S });
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
    await moveClock(request, { reset: true });
  }
});

test("the activity has pages, and traffic is told by day", async ({ page, customer, request }) => {
  const id = await buyIsp(request, customer, { quantity: 1 });
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

test("the list tells what is left of traffic, where a term has no end", async ({
  page,
  customer,
  request,
}) => {
  await grantResidential(request, customer);
  await signIn(page, customer);
  await page.goto("/subscriptions");
  await expect(page.getByRole("row", { name: "Residential" })).toContainText("1 GB left");
});

test("the card passes axe in both themes, static and rotating", async ({ page, customer, request }) => {
  await signIn(page, customer);
  const ids = [await buyIsp(request, customer, { quantity: 2 }), await grantResidential(request, customer)];
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    for (const id of ids) {
      await page.goto(`/subscriptions/${id}`);
      await page.getByLabel("Format").selectOption("My own template");
      await page.getByRole("button", { name: "Check" }).click();
      await expect(page.getByText(/Exit IP/).first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
    }
  }
});
