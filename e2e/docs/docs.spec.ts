import { execFileSync } from "node:child_process";
import { mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { API, expect, firstRun, test } from "../fixtures";

/** The code of an example as the page shows it. */
async function exampleOf(page: Page, name: string): Promise<string> {
  return (await page.locator(`[data-example="${name}"]`).textContent()) ?? "";
}

/** Runs code as a reader would, in the folder where `npm start` ran: the one that has `data`. */
function run(command: string, args: string[], code: string, key = firstRun().customer.api_key): string {
  const folder = mkdtempSync(join(tmpdir(), "docs-"));
  symlinkSync(process.env.E2E_DATA_DIR ?? "data", join(folder, "data"));
  const env = { ...process.env, KEY: key };
  return execFileSync(command, args, { input: code, encoding: "utf8", cwd: folder, env, timeout: 30_000 });
}

function hasPython(): boolean {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const programs = [
  { name: "node", command: process.execPath, args: ["--input-type=module", "-"] },
  ...(hasPython() ? [{ name: "python", command: "python3", args: ["-"] }] : []),
];

test("the quick start, followed literally, ends in a working proxy; so does every program", async ({
  page,
}) => {
  await page.goto("/docs");
  const steps = await page.locator('[data-example^="step-"]').allTextContents();
  expect(steps).toHaveLength(5);
  const lines = run("bash", ["-s"], `set -eo pipefail\n${steps.join("\necho\n")}\necho "\n$IP"`)
    .trim()
    .split("\n");
  const ip = lines.at(-1);
  expect(ip).toMatch(/^127\.\d+\.\d+\.\d+$/);
  const seen = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  expect(seen[0].principal.user_id).toBe(firstRun().customer.user_id);
  expect(seen[1]).toMatchObject({ price_usd: "2.50", available: true });
  expect(seen[2].status).toBe("ok");
  expect(seen[3].ip).toBe(ip);
  for (const { name, command, args } of programs) {
    const output = run(command, args, await exampleOf(page, `program-${name}`));
    expect([name, JSON.parse(output).ip]).toEqual([name, ip]);
  }
});

test("the list of the basics page is read to its end; its proxies page leads three ways through", async ({
  page,
}) => {
  await page.goto("/docs");
  const [key = "", , ...rest] = await page.locator('[data-example^="step-"]').allTextContents();
  const steps = [key, ...rest].map((step) => `${step} >/dev/null`).join("\n");
  await page.goto("/docs/basics");
  const list = await exampleOf(page, "page-by-page");
  const pages = run("bash", ["-s"], `${steps}\n${list.replace("limit=25", "limit=1")}`);
  const ids = pages.match(/"items":\[\{"id":\d+/g) ?? [];
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(ids.length);
  await page.goto("/docs/proxies");
  const seen = run("bash", ["-s"], `${steps}\n${await exampleOf(page, "ways-through")}`);
  expect(seen.match(/"ip":"127\.\d+\.\d+\.\d+"/g)).toHaveLength(3);
});

test("the repeat of the idempotency page returns the same order and says so", async ({ page }) => {
  await page.goto("/docs");
  const start = await exampleOf(page, "step-key");
  await page.goto("/docs/idempotency");
  const output = run("bash", ["-s"], `${start} >/dev/null\n${await exampleOf(page, "try-twice")}`);
  expect(output.match(/^HTTP\/1\.1 200/gm)).toHaveLength(2);
  expect(output.match(/idempotent-replayed: true/gi)).toHaveLength(1);
  expect(new Set(output.match(/"order_id":\d+/g)).size).toBe(1);
});

test("the signing programs on the page print the first vector's signature", async ({ page }) => {
  await page.goto("/docs/signing");
  const wanted = /t=\d+,v1=[0-9a-f]{64}/.exec((await page.locator("main").textContent()) ?? "")?.[0];
  expect(wanted).toBeTruthy();
  for (const { name, command, args } of [...programs, { name: "bash", command: "bash", args: ["-s"] }]) {
    const output = run(command, args, await exampleOf(page, `sign-${name}`));
    expect([name, output.trim()]).toEqual([name, `X-Signature: ${wanted}`]);
  }
});

test("every error code of the document has its page, and no other code has one", async ({ request }) => {
  const { "x-error-codes": codes } = await (await request.get(`${API}/openapi.json`)).json();
  expect(codes.length).toBeGreaterThan(25);
  for (const { code } of codes) expect((await request.get(`/docs/errors/${code}`)).status(), code).toBe(200);
  for (const code of ["nope", "constructor", "__proto__"])
    expect((await request.get(`/docs/errors/${code}`)).status(), code).toBe(404);
});

test("the reference has every operation, its links lead somewhere, and needs no script", async ({
  browser,
  request,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  const hosts = new Set<string>();
  page.on("request", (sent) => hosts.add(new URL(sent.url()).host));
  await page.goto("/docs/reference");
  const links = await page
    .locator('main a[href*="#"]')
    .evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  const { paths } = await (await request.get(`${API}/openapi.json`)).json();
  const wanted = Object.values(paths).flatMap((methods) =>
    Object.values(methods as Record<string, { operationId: string }>).map(({ operationId }) => operationId),
  );
  expect(links.map((link) => link.split("#")[1]).toSorted()).toEqual(wanted.toSorted());
  for (const url of new Set(links.map((link) => link.split("#")[0] ?? ""))) {
    await page.goto(url);
    for (const link of links.filter((candidate) => candidate.startsWith(`${url}#`)))
      await expect(page.locator(`h2[id="${link.split("#")[1]}"]`)).toBeVisible();
  }
  expect([...hosts]).toEqual([new URL(baseURL ?? "").host]);
  await context.close();
});

/** What operators and QA do would reach into the other journeys; a unit test sends those examples. */
const NOT_RUN = /^\/docs\/reference\/(operator|sandbox)$/;

test("every curl of the reference runs as pasted, and no request in it is refused for its form", async ({
  page,
  customer,
}) => {
  await page.goto("/docs/reference");
  const links = await page
    .locator('main h2 a[href^="/docs/reference/"]')
    .evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  const answered: string[] = [];
  for (const url of links.filter((link) => !NOT_RUN.test(link))) {
    await page.goto(url);
    for (const code of await page.locator('[data-example^="curl-"]').allTextContents()) {
      const answer = JSON.parse(run("bash", ["-s"], code.replace(/^curl /, "curl -s "), customer.api_key));
      answered.push(answer.error?.code ?? "done");
      expect([code, answer.error?.code]).not.toEqual([
        code,
        expect.stringMatching(/^bad_request|_key|method/),
      ]);
    }
  }
  expect(answered.filter((code) => code === "done").length).toBeGreaterThan(8);
});

test("a program at a wrong base reads which is right, a browser a page that there is no such page", async ({
  page,
  request,
}) => {
  const tries: { headers: Record<string, string> }[] = [
    { headers: { Accept: "application/json" } },
    { headers: { Authorization: `Bearer ${firstRun().customer.api_key}` } },
  ];
  for (const options of tries) {
    for (const answer of [
      await request.get("/api/v1/users/me", options),
      await request.post("/api/v1/proxy/static", { ...options, data: {} }),
    ]) {
      expect(answer.status()).toBe(404);
      expect((await answer.json()).error.message).toContain("The API's base is /proxy/api/v1,");
    }
  }
  await page.goto("/api/v1/users/me");
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
});

test("llms.txt names every page, and each is there", async ({ request }) => {
  const text = await (await request.get("/llms.txt")).text();
  const links = [...text.matchAll(/\]\((http[^)]+)\)/g)].map(([, url = ""]) => url);
  expect(links.length).toBeGreaterThan(30);
  for (const url of links) expect((await request.get(url)).status(), url).toBe(200);
});
