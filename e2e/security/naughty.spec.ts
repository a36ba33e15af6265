import type { APIRequestContext, Page } from "@playwright/test";
import { newestMail, operatorHeaders } from "../business";
import { API, expect, firstRun, headersOf, makeKey, type Person, signIn, test } from "../fixtures";
import { crawl } from "./crawl";
import { fillAll, LABEL } from "./fill";
import { postForm } from "./forms";
import { apostrophesIn, NAUGHTY, packed, STRANGE_EMAILS, setTrap, unescapedIn } from "./naughty";
import { cookieHeader, raw } from "./raw";

const OWN = `http://127.0.0.1:${process.env.E2E_PORT}`;

test.describe.configure({ timeout: 420_000 });

/** As a browser that says of itself what it likes. */
async function signInAs(page: Page, person: { email: string; password: string }): Promise<string> {
  const agent = NAUGHTY.join(" ").replace(/[^\x20-\x7e]/g, "");
  await page.setExtraHTTPHeaders({ "User-Agent": `agent-canary ${agent}` });
  await signIn(page, person);
  await page.setExtraHTTPHeaders({});
  return cookieHeader(page.context());
}

/** Nobody writes into the docs, and scripts are ours. */
const WANTED = /^\/(?!docs|_next)/;
const IN_BROWSER = 16;

/** Every page that a person reaches, as it comes; those of the most texts also in the browser, where nothing may run. */
async function visit(page: Page, cookie: string, starts: string[], wanted = WANTED): Promise<string> {
  const noticed = await setTrap(page);
  const visited = await crawl(OWN, cookie, starts, wanted);
  const pages = visited.filter(({ answer }) =>
    String(answer.headers["content-type"]).startsWith("text/html"),
  );
  const found = pages.flatMap(({ path, answer }) =>
    unescapedIn(answer.text).map((text) => `${path}: ${text}`),
  );
  expect(found).toEqual([]);
  const canaries = (text: string) => text.split("-canary").length;
  const byTexts = pages.toSorted((a, b) => canaries(b.answer.text) - canaries(a.answer.text));
  for (const { path } of byTexts.slice(0, IN_BROWSER)) {
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
  await makeKey(own, "Make key", customer);
  await expect(own.getByRole("dialog").getByText(/^pdk_/)).toBeVisible();
  const customers = await visit(own, cookie, [
    "/",
    "/subscriptions",
    "/billing",
    "/billing/deposits",
    "/keys",
    "/settings",
  ]);
  const staff = await browser.newPage();
  const user = `/operator/users/${customer.user_id}`;
  const starts = ["/operator", user, `/operator/users/${banned.user_id}`, `${user}/view`, "/operator/audit"];
  const lists = [
    "/operator/subscriptions",
    "/operator/deposits",
    "/operator/keys",
    "/operator/search?q=canary",
  ];
  const operators = await visit(staff, await signInAs(staff, firstRun().operator), [...starts, ...lists]);
  const all = customers + operators;
  expect([...places, "key", "agent"].filter((place) => !all.includes(`${place}-canary`))).toEqual([]);
});

/** A user who came by the form, with a mailed link. */
async function join(request: APIRequestContext, email: string): Promise<Person> {
  const person = { email, password: "correct horse battery" };
  expect((await postForm(`${OWN}/sign-up`, person)).status).toBe(200);
  const { link } = await newestMail(request, email, "confirm");
  const token = new URL(link).searchParams.get("token") ?? "";
  expect((await postForm(link, { token })).status).toBe(200);
  const found = `${API}/admin/users?q=${encodeURIComponent(email.slice(0, 100))}`;
  const { items } = await (await request.get(found, { headers: operatorHeaders() })).json();
  expect(items).toMatchObject([{ email }]);
  return { ...person, user_id: items[0].id, api_key: "" };
}

test("the strangest addresses that there are, and long ones, are texts on every page and in mails", async ({
  browser,
  request,
}) => {
  for (const email of STRANGE_EMAILS) {
    const person = await join(request, email);
    const invoice = { provider: "sandbox", amount_usd: "5.00", user_id: person.user_id };
    const headers = operatorHeaders(`strange-${person.user_id}`);
    expect((await request.post(`${API}/deposits`, { headers, data: invoice })).status()).toBe(201);
    const q = encodeURIComponent(email.slice(0, 100));
    const lists = ["users", "keys", "deposits", "search"].map((name) => `/operator/${name}?q=${q}`);
    const user = `/operator/users/${person.user_id}`;
    const [own, staff] = [await browser.newPage(), await browser.newPage()];
    const texts = [
      await visit(own, await signInAs(own, person), ["/", "/settings", "/inbox"], /^\/(settings|inbox)?$/),
      await visit(
        staff,
        await signInAs(staff, firstRun().operator),
        [user, `${user}/view`, ...lists],
        /^(?!.)/,
      ),
    ];
    for (const text of texts) {
      expect(text.includes(email.replaceAll("'", "&#x27;"))).toBe(true);
      expect(apostrophesIn(text, [email])).toEqual([]);
    }
    await Promise.all([own.close(), staff.close()]);
  }
  expect(apostrophesIn(carelessPage("it's"), ["it's"])).toEqual(["it's"]);
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
