import type { Page } from "@playwright/test";
import { API, expect, firstRun, headersOf, type Person, signIn, test } from "../fixtures";
import { crawl } from "./crawl";
import { NAUGHTY, packed, setTrap, unescapedIn } from "./naughty";
import { cookieHeader, raw } from "./raw";

const OWN = `http://127.0.0.1:${process.env.E2E_PORT}`;
const REASON = 500;
const LABEL = 80;
const NOTES = 4_000;

test.describe.configure({ timeout: 240_000 });

let counter = 0;
async function act(person: { api_key: string }, method: string, path: string, data: object) {
  const answer = await fetch(`${OWN}${API}${path}`, {
    method,
    headers: {
      ...headersOf(person.api_key, `naughty-${process.pid}-${++counter}`),
      "Content-Type": "application/json",
    },
    body: JSON.stringify(data),
  });
  const body = await answer.json();
  expect([method, path, answer.status, body.error]).toEqual([method, path, expect.any(Number), undefined]);
  return body;
}

/** Puts the texts into every field that stores what somebody wrote; answers the places. */
async function fillAll(customer: Person, banned: Person): Promise<string[]> {
  const { operator } = firstRun();
  const id = customer.user_id;
  for (const label of packed("label", LABEL)) {
    const wish = { user_id: id, category: "residential", quantity: 1, reason: "To have a label" };
    const { id: subscription } = await act(operator, "POST", "/admin/subscriptions", wish);
    await act(customer, "PATCH", `/proxy/subscriptions/${subscription}`, { label });
  }
  for (const reason of packed("adjustment", REASON))
    await act(operator, "POST", `/admin/users/${id}/balance`, { amount_usd: "1.00", reason });
  for (const notes of packed("notes", NOTES)) await act(operator, "PATCH", `/admin/users/${id}`, { notes });
  for (const reason of packed("grant", REASON)) {
    const wish = { user_id: id, category: "residential", quantity: 1, reason };
    const { id: subscription } = await act(operator, "POST", "/admin/subscriptions", wish);
    const why = reason.replace("grant", "suspend");
    await act(operator, "POST", `/admin/subscriptions/${subscription}/suspend`, { reason: why });
    const more = reason.replace("grant", "resume");
    await act(operator, "POST", `/admin/subscriptions/${subscription}/resume`, { reason: more });
  }
  for (const reason of packed("deposit", REASON)) {
    const wish = { provider: "sandbox", amount_usd: "5.00", user_id: id };
    const { transaction_id: tx } = await act(operator, "POST", "/deposits", wish);
    const reference = reason.replace("deposit", "reference").slice(0, 200);
    await act(operator, "POST", `/admin/deposits/${tx}/mark-completed`, { reason, reference });
    await act(operator, "POST", `/admin/deposits/${tx}/mark-failed`, {
      reason: reason.replace("deposit", "reversal"),
    });
  }
  const [evidence = ""] = packed("evidence", NOTES);
  for (const reason of packed("ban", REASON))
    await act(operator, "POST", `/admin/users/${banned.user_id}/ban`, { banned: true, reason, evidence });
  return [
    "label",
    "adjustment",
    "notes",
    "grant",
    "suspend",
    "resume",
    "deposit",
    "reference",
    "reversal",
    "evidence",
    "ban",
  ];
}

/** As a browser that says of itself what it likes. */
async function signInAs(page: Page, person: { email: string; password: string }): Promise<string> {
  const agent = NAUGHTY.join(" ").replace(/[^\x20-\x7e]/g, "");
  await page.setExtraHTTPHeaders({ "User-Agent": `agent-canary ${agent}` });
  await signIn(page, person);
  await page.setExtraHTTPHeaders({});
  return cookieHeader(page.context());
}

/** Every page that a person reaches, as it comes; the ones that show the most, in the browser, where nothing may run. */
async function visit(page: Page, cookie: string, starts: string[], inBrowser: RegExp): Promise<string> {
  const noticed = await setTrap(page);
  const visited = await crawl(OWN, cookie, starts);
  const pages = visited.filter(({ answer }) =>
    String(answer.headers["content-type"]).startsWith("text/html"),
  );
  expect(
    pages.flatMap(({ path, answer }) => unescapedIn(answer.text).map((text) => `${path}: ${text}`)),
  ).toEqual([]);
  const seenAt = pages.filter(({ path, answer }) => inBrowser.test(path) && answer.text.includes("canary"));
  expect(seenAt.length).toBeGreaterThan(5);
  for (const { path } of seenAt.slice(0, 30)) {
    await page.goto(path);
    await expect(page.locator("main")).toBeVisible();
  }
  expect(noticed()).toEqual([]);
  return pages.map(({ answer }) => answer.text).join("\n");
}

test("whatever somebody wrote is a text on every page of customers and operators", async ({
  browser,
  request,
  customer,
}) => {
  const other = await request.post(`${API}/sandbox/users`, {
    headers: headersOf(firstRun().operator.api_key),
    data: {},
  });
  const banned: Person = await other.json();
  const places = await fillAll(customer, banned);
  const own = await browser.newPage();
  const key = packed("key", LABEL)[1] ?? "";
  const cookie = await signInAs(own, customer);
  await own.goto("/keys");
  await own.getByRole("button", { name: "New key" }).click();
  await own.getByRole("dialog").getByLabel("Name", { exact: true }).fill(key);
  await own.getByRole("dialog").getByRole("button", { name: "Make key" }).click();
  await expect(own.getByRole("dialog").getByText(/^pdk_/)).toBeVisible();
  const customers = await visit(
    own,
    cookie,
    ["/", "/subscriptions", "/billing", "/billing/deposits", "/keys", "/settings"],
    /./,
  );
  const staff = await browser.newPage();
  const user = `/operator/users/${customer.user_id}`;
  const starts = ["/operator", user, `/operator/users/${banned.user_id}`, `${user}/view`, "/operator/audit"];
  const lists = [
    "/operator/subscriptions",
    "/operator/deposits",
    "/operator/keys",
    "/operator/search?q=canary",
  ];
  const operators = await visit(
    staff,
    await signInAs(staff, firstRun().operator),
    [...starts, ...lists],
    /./,
  );
  const all = customers + operators;
  expect([...places, "key", "agent"].filter((place) => !all.includes(`${place}-canary`))).toEqual([]);
});

/** Pages and what stands in their addresses. */
const NAMES = [
  "q",
  "next",
  "cursor",
  "status",
  "category",
  "country",
  "token",
  "action",
  "days",
  "ref",
  "error",
  "kind",
];
const PAGES = [
  "/",
  "/sign-in",
  "/sign-up",
  "/forgot",
  "/reset",
  "/confirm",
  "/catalog",
  "/subscriptions",
  "/billing",
].concat(
  [
    "/billing/deposits",
    "/keys",
    "/referrals",
    "/docs",
    "/inbox",
    "/operator",
    "/operator/users",
    "/operator/search",
  ],
  ["/operator/audit", "/operator/deposits", "/operator/subscriptions", "/operator/keys", "/operator/stock"],
);
const IN_PATHS = [
  "/",
  "/subscriptions/",
  "/docs/errors/",
  "/receipts/",
  "/deposits/sandbox/",
  "/operator/users/",
];

/** Each text meets each page's kind, and every third page. */
const pathsFor = (text: string, n: number) => {
  const word = encodeURIComponent(text);
  const query = NAMES.map((name) => `${name}=${word}`).join("&");
  const pages = PAGES.filter((_, at) => (at + n) % 3 === 0).map((path) => `${path}?${query}`);
  return [...pages, ...IN_PATHS.map((path) => path + word)];
};

test("whatever stands in an address is a text on the page that answers it", async ({ browser, customer }) => {
  const [own, staff] = [await browser.newPage(), await browser.newPage()];
  const noticed = [await setTrap(own), await setTrap(staff)];
  await signIn(own, customer);
  await signIn(staff, firstRun().operator);
  const [ownCookie, cookie] = [await cookieHeader(own.context()), await cookieHeader(staff.context())];
  const found: string[] = [];
  for (const [n, text] of NAUGHTY.entries()) {
    for (const path of pathsFor(text, n)) {
      const headers = { cookie: path.startsWith("/operator") ? cookie : ownCookie };
      const answer = await raw(OWN + path, { headers });
      if (answer.status >= 500 || unescapedIn(answer.text).includes(text))
        found.push(`${answer.status} ${path}`);
    }
  }
  expect(found).toEqual([]);
  for (const text of [NAUGHTY[1], NAUGHTY[13], NAUGHTY[39]].map((one = "") => encodeURIComponent(one))) {
    for (const path of [`/subscriptions?q=${text}`, `/sign-in?next=${text}`, `/docs/errors/${text}`])
      await own.goto(path);
    for (const path of [`/operator/search?q=${text}`, `/operator/users?q=${text}`]) await staff.goto(path);
  }
  expect(noticed.flatMap((what) => what())).toEqual([]);
});

/** A page as somebody would write it who has not heard of escaping. */
const carelessPage = (text: string) =>
  `<!doctype html><title>${text}</title><main>${text}<input value="${text}"><input value='${text}'>
   <textarea>${text}</textarea><script>var a = '${text}'</script><!--${text}--></main>`;

test("control: on a page that does not escape, scripts run, and the policy reports where it is strict", async ({
  page,
}) => {
  const noticed = await setTrap(page);
  const answers = { html: "", policy: "" };
  await page.route("**/careless", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      headers: answers.policy ? { "Content-Security-Policy": answers.policy } : {},
      body: answers.html,
    }),
  );
  const caught = { scripts: 0, scriptsInSpite: 0, reports: 0, texts: 0 };
  for (const text of NAUGHTY) {
    answers.html = carelessPage(text);
    if (unescapedIn(answers.html).length) caught.texts += 1;
    for (const policy of ["", "script-src 'nonce-x'; object-src 'none'; base-uri 'none'"]) {
      answers.policy = policy;
      const before = noticed().length;
      await page.goto("/careless", { waitUntil: "load" });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      const fresh = noticed().slice(before);
      if (fresh.some((what) => what.startsWith("a script ran")))
        caught[policy ? "scriptsInSpite" : "scripts"] += 1;
      if (policy && fresh.some((what) => what.startsWith("policy"))) caught.reports += 1;
    }
  }
  expect(caught.scripts).toBeGreaterThan(20);
  expect(caught.scriptsInSpite).toBe(0);
  expect(caught.reports).toBeGreaterThan(25);
  expect(caught.texts).toBeGreaterThan(35);
});
