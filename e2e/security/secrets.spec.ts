import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { codeOf } from "../authenticator";
import { makeKey, type Person, signIn } from "../fixtures";
import { crawl, disguises, leaksIn, type Visited } from "./crawl";
import { postForm } from "./forms";
import { isPage, requireHeaders } from "./page-headers";
import { cookieHeader, type RawAnswer, raw } from "./raw";
import { wrongRequests } from "./wrong-requests";

/** A product of its own, so that everything that it prints can be read. */
const PORT = Number(process.env.E2E_PORT) + 2;
const OWN = `http://127.0.0.1:${PORT}`;
const API = `${OWN}/proxy/api/v1`;
const dataDir = mkdtempSync(join(tmpdir(), "proxydeck-secrets-"));
const place = { DATA_DIR: dataDir, PORT: String(PORT) };

let product: ChildProcess;
let printed = "";
let operator: Person;
let customer: Person;
/** A customer with two-factor. */
let guarded: Person;
let cookieOfGuarded = "";
const secrets: Record<string, string> = {};

/** Everything that nobody may find. What is too short would be found by chance. */
function addSecret(name: string, secret: string): void {
  expect(secret.length, name).toBeGreaterThan(11);
  secrets[name] = secret;
}

test.use({ baseURL: OWN });
test.describe.configure({ mode: "serial", timeout: 180_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  addSecret("the token of the metrics", "metrics-canary-0815");
  const env = { ...process.env, ...place, METRICS_TOKEN: secrets["the token of the metrics"] };
  product = spawn(process.execPath, ["lib/launcher/start.mjs"], { env, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [product.stdout, product.stderr])
    stream?.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
    });
  const isReady = () =>
    fetch(`${API}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  await expect.poll(isReady, { timeout: 150_000, intervals: [200] }).toBe(true);
  operator = JSON.parse(readFileSync(join(dataDir, "first-run.json"), "utf8")).operator;
  customer = await post(operator, "/sandbox/users", {});
  guarded = await post(operator, "/sandbox/users", {});
  await plant();
});
test.afterAll(async () => {
  product.kill("SIGTERM");
  await new Promise((resolve) => product.once("exit", resolve));
  rmSync(dataDir, { recursive: true, force: true });
});

async function send(person: Person, method: string, path: string, body?: object) {
  const answer = await fetch(`${API}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${person.api_key}`,
      "Content-Type": "application/json",
      "Idempotency-Key": `secrets-${Math.random()}`,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(answer.status).toBeLessThan(300);
  return answer.json();
}
const post = (person: Person, path: string, body: object) => send(person, "POST", path, body);

/** Gives both of them things with secrets, and remembers these. */
async function plant(): Promise<void> {
  const list = "203.0.113.77:8080:planted-login:CanaryPassword4711";
  const goods = { category: "isp", country_name: "PT" };
  await post(operator, "/admin/stock", { ...goods, list });
  addSecret("a password from stock", "CanaryPassword4711");
  for (const country_name of ["PT", "US"])
    await post(customer, "/proxy/static", { ...goods, country_name, quantity: 1 });
  const wish = { user_id: customer.user_id, category: "residential", quantity: 1, reason: "For a test" };
  await post(operator, "/admin/subscriptions", wish);
  const { items }: { items: { id: number }[] } = await send(customer, "GET", "/proxy/subscriptions");
  expect(items).toHaveLength(3);
  for (const { id } of items) {
    const opened = await send(customer, "GET", `/proxy/subscriptions/${id}/credentials`);
    for (const proxy of opened.static_proxies ?? [{ password: opened.upstream_password }])
      addSecret(`the proxy password of ${id}`, proxy.password);
  }
  for (const [name, person] of Object.entries({ customer, guarded, operator })) {
    addSecret(`the ${name}'s password`, person.password);
    addSecret(`the ${name}'s API key`, person.api_key);
  }
  const settings: Record<string, unknown> = JSON.parse(readFileSync(join(dataDir, "secrets.json"), "utf8"));
  for (const name of ["AUTH_SECRET", "DATA_KEY"]) addSecret(name, String(settings[name]));
}

const findings = (visited: Visited[]) =>
  // The sandbox's inbox shows mails, links and all: that is what it is for.
  visited
    .filter(({ path }) => !path.startsWith("/inbox"))
    .flatMap(({ path, answer }) =>
      leaksIn(answer.text + JSON.stringify(answer.headers), secrets).map((name) => `${path}: ${name}`),
    );

async function visitAll(page: Page, person: Person, starts: string[], wanted?: RegExp): Promise<Visited[]> {
  await signIn(page, person);
  const cookie = await cookieHeader(page.context());
  const token = cookie.split("session-token=")[1] ?? "";
  addSecret(`the session cookie of ${person.email}`, token.split(";")[0] ?? "");
  return crawl(OWN, cookie, starts, wanted);
}

/** Two-factor and its recovery codes, a signing secret: what pages show once are secrets like others. */
async function plantOnPages(page: Page): Promise<void> {
  await signIn(page, guarded);
  await page.goto("/settings");
  const twoFactor = page.getByRole("region", { name: "Two-factor" });
  await twoFactor.getByLabel("Password", { exact: true }).fill(guarded.password);
  await twoFactor.getByRole("button", { name: "Turn on" }).click();
  const secret = (await page.locator("code").textContent()) ?? "";
  addSecret("the secret of two-factor", secret.replaceAll(" ", ""));
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret));
  await page.getByRole("button", { name: "Turn on" }).click();
  const codes = page.getByRole("status").getByRole("listitem");
  await expect(codes).toHaveCount(10);
  for (const [n, code] of (await codes.allTextContents()).entries()) {
    addSecret(`recovery code ${n}`, code);
    addSecret(`recovery code ${n}, without dashes`, code.replaceAll("-", ""));
  }
  cookieOfGuarded = await cookieHeader(page.context());
  await page.context().clearCookies();
  await signIn(page, customer);
  await page.goto("/keys");
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Signed");
  await dialog.getByLabel("Signing of money requests").selectOption("required");
  await makeKey(page, "Make key", customer);
  for (const name of ["API key", "Signing secret"]) {
    const shown = dialog.getByText(name, { exact: true }).locator("..").locator("code");
    addSecret(`the signed key's ${name}`, (await shown.textContent()) ?? "");
  }
}

/** Somebody asks for a new password, and somebody for an account: their links hold tokens. */
async function plantInMails(): Promise<void> {
  const stranger = { email: "stranger@example.test", password: "stranger-canary-0815" };
  addSecret("the stranger's password", stranger.password);
  expect((await postForm(`${OWN}/sign-up`, stranger)).status).toBe(200);
  expect((await postForm(`${OWN}/forgot`, customer)).status).toBe(200);
  for (const [topic, { email }] of Object.entries({ confirm: stranger, reset: customer })) {
    const linkOf = async () => {
      const { items } = await send(operator, "GET", `/sandbox/mails?email=${encodeURIComponent(email)}`);
      return items.find((mail: { topic: string }) => mail.topic === topic)?.link;
    };
    await expect.poll(linkOf).toContain("token=");
    addSecret(`the token to ${topic}`, new URL(await linkOf()).searchParams.get("token") ?? "");
  }
}

/** Looks at everything that was visited, of which there are so many pages at least, each also as its payload. */
function requireClean(visited: Visited[], least: number, isPrivate = true): void {
  expect(findings(visited)).toEqual([]);
  const pages = visited.filter(isPage);
  const payloads = pages.filter(({ path }) => path.endsWith("(payload)"));
  expect(payloads.length).toBeGreaterThanOrEqual(least);
  expect(pages.length).toBe(payloads.length * 2);
  for (const one of pages) requireHeaders(one, isPrivate);
}

test("no page, payload or script that a customer reaches holds a secret, and every page has its headers", async ({
  page,
}) => {
  await plantOnPages(page);
  await plantInMails();
  await page.context().clearCookies();
  const visited = await visitAll(page, customer, ["/", "/settings", "/keys", "/docs"]);
  expect(visited.filter((one) => !isPage(one)).length).toBeGreaterThan(5);
  requireClean(visited, 60);
  const ofGuarded = await crawl(OWN, cookieOfGuarded, ["/settings"], /^\/(?!docs)/);
  expect(ofGuarded.find(({ path }) => path === "/settings")?.answer.text).toContain("10 recovery codes");
  requireClean(ofGuarded, 9);
});

test("nor any that an operator reaches, or a stranger", async ({ page }) => {
  const user = `/operator/users/${customer.user_id}`;
  const starts = ["/", "/operator", "/operator/settings", user, `${user}/view`];
  // The docs are everybody's, and of long lists the first page is as good as the next.
  const visited = await visitAll(page, operator, starts, /^(?!\/docs|.*cursor=)/);
  requireClean(visited, 110);
  const outside = await crawl(OWN, "", ["/", "/sign-in", "/sign-up", "/forgot", "/nowhere"]);
  requireClean(outside, 45, false);
});

test("no answer to a request gone wrong gives back what was secret in it, and nothing is printed", async () => {
  const key = customer.api_key;
  const tries = wrongRequests(customer);
  const answers: RawAnswer[] = [];
  for (const [path, request] of tries) answers.push(await raw(`${API}${path}`, request));
  expect(answers.map(({ status }) => status).every((status) => status >= 400 && status < 500)).toBe(true);
  expect(findings(answers.map((answer, n) => ({ path: tries[n]?.[0] ?? "", answer })))).toEqual([]);
  // Keys in addresses are the caller's mistake; they must not end in our log for that.
  await raw(`${API}/users/me?api_key=${key}`, { headers: { Authorization: `Bearer ${key}` } });
  await raw(`${OWN}/${key}?key=${key}`);
  expect(printed).toContain("server.ready");
  // The first start greets with the demo accounts, once, on purpose.
  const log = printed.split("\n").filter((line) => line.startsWith("{") || /error|warn/i.test(line));
  expect(leaksIn(log.join("\n"), secrets)).toEqual([]);
  expect(leaksIn(readFileSync(join(dataDir, "postgres.log"), "utf8"), secrets)).toEqual([]);
});

test("control: a planted secret is found, in every disguise", async ({ page }) => {
  const label = "planted-canary-0815-on-a-page";
  const { items } = await send(customer, "GET", "/proxy/subscriptions");
  await send(customer, "PATCH", `/proxy/subscriptions/${items[0].id}`, { label });
  secrets.planted = label;
  const visited = await visitAll(page, customer, [`/subscriptions/${items[0].id}`]);
  for (const kind of ["", " (payload)"])
    expect(findings(visited)).toContain(`/subscriptions/${items[0].id}${kind}: planted`);
  for (const form of disguises(label)) expect(leaksIn(`before${form}behind`, { label })).toEqual(["label"]);
  for (const lead of ["", "a", "ab"])
    expect(leaksIn(Buffer.from(`${lead}${label}!`).toString("base64"), { label })).toEqual(["label"]);
});

test("the database holds none of them but sealed or hashed, and the planted one is found in it", async () => {
  const file = join(dataDir, "backup");
  await promisify(execFile)(process.execPath, ["lib/launcher/run.mjs", "backup", file], {
    env: { ...process.env, ...place },
  });
  // The first line has the files of the data directory, with what the sandbox generated.
  const [, ...rows] = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
  expect(rows.length).toBeGreaterThan(2_500);
  expect(Object.keys(secrets).length).toBeGreaterThan(35);
  expect(leaksIn(rows.join("\n"), secrets)).toEqual(["planted"]);
});
