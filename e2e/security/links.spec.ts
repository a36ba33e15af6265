import { API, expect, signIn, test } from "../fixtures";
import { cookieHeader, raw } from "./raw";

const PORT = Number(process.env.E2E_PORT);
const OWN = `http://127.0.0.1:${PORT}`;

/** Ways to write another site that a path could be taken for. */
const ELSEWHERE = [
  ...["//", "///", "////", "/\\", "\\\\", "\\/", "/\\/", "/%5c", "/%2f", "%2f%2f", "%5c%5c", "/%09/"],
  ...["https://", "HTTPS://", "http:", "https:/", "https:\\", "http:\\\\", "ftp://", "//user@", "//user:pw@"],
  ...[
    "/./",
    "/.//",
    "/..//",
    "/../\\",
    "./",
    "../",
    ".",
    "..//",
    "/;@",
    "/@",
    "@",
    ":@",
    ";//",
    "?//",
    "#//",
  ],
  ...[
    "\t//",
    "/\t/",
    "\n//",
    "/\n/",
    "\r\n//",
    "/\r/",
    " //",
    "\u0000//",
    "\u2028//",
    "／／",
    "/\u00a0/",
    "\u3000//",
  ],
].map((start) => `${start}evil.example`);
const SCHEMES = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "javascript://evil.example/%0aalert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "blob:https://evil.example/1",
  "about:blank",
  `${OWN}.evil.example`,
  `${OWN}@evil.example`,
  "http://127.0.0.1.evil.example",
  "/\\evil.example/%2e%2e",
  "https:evil.example",
  "//evil.example/settings",
  "/%0d%0aLocation:%20https://evil.example",
  "/\r\nLocation: https://evil.example",
];
const PAYLOADS = [...ELSEWHERE, ...SCHEMES];

/** Where a browser at `url` would go. */
const targetOf = (location: string, url: string) => new URL(location, url);

test(`${PAYLOADS.length} payloads in "next" all stay on this site`, async ({ page, customer }) => {
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(60);
  await signIn(page, customer);
  const cookie = await cookieHeader(page.context());
  for (const payload of PAYLOADS) {
    const url = `${OWN}/sign-in?next=${encodeURIComponent(payload)}`;
    const answer = await raw(url, { headers: { cookie } });
    const target = targetOf(answer.headers.location ?? "", url);
    expect([payload, answer.status, target.origin]).toEqual([payload, 307, OWN]);
    expect(answer.headers["set-cookie"] ?? []).not.toContainEqual(expect.stringContaining("evil"));
  }
  const wanted = await raw(`${OWN}/sign-in?next=%2Fbilling%3Fpage%3D2`, { headers: { cookie } });
  expect(targetOf(wanted.headers.location ?? "", OWN).pathname).toBe("/billing");
});

test("after the form too, and with two of them", async ({ page, customer }) => {
  for (const query of ["next=//evil.example", "next=/%5Cevil.example", "next=/billing&next=//evil.example"]) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?${query}`);
    await page.getByLabel("E-mail").fill(customer.email);
    await page.getByLabel("Password").fill(customer.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).not.toHaveURL(/sign-in/);
    expect(new URL(page.url()).origin).toBe(OWN);
  }
});

/** Targets as only a proxy gets them, and paths that begin like a host. */
const TARGETS = [
  "http://evil.example/",
  "http://evil.example/sign-in",
  "https://evil.example//x/",
  "//evil.example/",
  "///evil.example/x/",
  "/\\evil.example/",
  "/.//evil.example/",
  "/%5cevil.example/",
  "*",
];

test("nor does any target of a request lead elsewhere", async () => {
  for (const path of TARGETS) {
    const answer = await raw(OWN, { path });
    const target = targetOf(answer.headers.location ?? "/", OWN);
    expect([path, target.origin]).toEqual([path, OWN]);
    expect([path, [308, 400, 404]]).toEqual([path, expect.arrayContaining([answer.status])]);
    expect(JSON.stringify(answer.headers)).not.toContain("//evil");
  }
});

const HOSTS = [
  "evil.example",
  `evil.example:${PORT}`,
  `127.0.0.1.evil.example:${PORT}`,
  "127.0.0.1",
  "[::1]:1",
];
const VARIANTS: Record<string, string>[] = [
  ...HOSTS.map((host) => ({ Host: host })),
  ...HOSTS.map((host) => ({ "X-Forwarded-Host": host })),
  ...HOSTS.map((host) => ({ Host: host, "X-Forwarded-Host": host, "X-Forwarded-Proto": "https" })),
  ...HOSTS.slice(0, 3).map((host) => ({ Forwarded: `for=1.2.3.4;host=${host};proto=https` })),
  ...["https", "http, https", "javascript"].map((proto) => ({ "X-Forwarded-Proto": proto })),
  ...["443", "80"].map((port) => ({ "X-Forwarded-Port": port })),
  ...["1.2.3.4", "1.2.3.4, 5.6.7.8", "127.0.0.1", "::1", "unknown", "' or 1=1"].map((address) => ({
    "X-Forwarded-For": address,
  })),
  ...["1.2.3.4", "9.9.9.9"].map((address) => ({ "X-Real-IP": address, "CF-Connecting-IP": address })),
  { "X-Original-URL": "/operator", "X-Rewrite-URL": "/operator" },
  { "X-Forwarded-Prefix": "/evil", "X-Original-Host": "evil.example" },
];

const linksIn = (text: string) => [...new Set(text.match(/https?:\/\/[\w.:[\]@-]+/g) ?? [])].toSorted();

test(`${VARIANTS.length} variants of host and forwarding headers: the same links`, async () => {
  expect(VARIANTS.length).toBeGreaterThanOrEqual(30);
  for (const path of ["/", "/docs", "/docs/reference/buy-and-renew", "/llms.txt", "/sign-in"]) {
    const plain = linksIn((await raw(`${OWN}${path}`)).text);
    for (const headers of VARIANTS) {
      const answer = await raw(`${OWN}${path}`, { headers });
      expect([path, headers, answer.status, linksIn(answer.text)]).toEqual([path, headers, 200, plain]);
      expect(JSON.stringify(answer.headers)).not.toContain("evil");
    }
  }
});

test("the same variants all count in one bucket", async () => {
  const left: number[] = [];
  for (const headers of VARIANTS) {
    const wrong = { ...headers, Authorization: "Bearer wrong" };
    const answer = await raw(`${OWN}${API}/users/me`, { headers: wrong });
    expect(answer.status).toBe(401);
    left.push(Number(/"addresses";r=(\d+)/.exec(String(answer.headers.ratelimit))?.[1]));
  }
  const [first = 0] = left;
  expect(left).toEqual(VARIANTS.map((_, n) => first - n));
});
