import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, firstRun, newCustomer, type Person, signIn, test } from "../fixtures";
import { type Made, makeOneOfEach } from "./made";
import { type Reader, urlsOf } from "./table";

// A trace keeps every script of every page.
test.use({ trace: "off" });
test.describe.configure({ timeout: 300_000 });

const SMALL = { pages: ["/", "/sign-in"], kB: 160 };
const KB_ELSEWHERE = 190;

let made: Made;
let person: Person;

test.beforeAll(async ({ request }) => {
  person = await newCustomer(request);
  made = await makeOneOfEach(request, person);
});

interface Script {
  name: string;
  kB: number;
}

/** The scripts that the browser has fetched when the page is loaded and idle, as large as they are in gzip. */
async function scriptsOf(page: Page, url: string): Promise<Script[]> {
  await page.goto(url, { waitUntil: "load" });
  const names: string[] = await page.evaluate(async () => {
    for (let idle = 0; idle < 2; idle++) await new Promise((done) => requestIdleCallback(done));
    const fetched = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
    return [...new Set(fetched.filter((path) => path.endsWith(".js")))];
  });
  return names.map((name) => ({ name, kB: sizeOf(name) }));
}

const sizes = new Map<string, number>();

function sizeOf(name: string): number {
  const kB = sizes.get(name) ?? gzipSync(readFileSync(name.replace(/^\/_next\//, ".next/"))).length / 1000;
  sizes.set(name, kB);
  return kB;
}

/** What to say of a page over its budget, with its largest scripts; `null` when it keeps to it. */
function excess(url: string, scripts: readonly Script[], budgetKB: number): string | null {
  const total = scripts.reduce((sum, { kB }) => sum + kB, 0);
  if (total <= budgetKB) return null;
  const largest = scripts.toSorted((a, b) => b.kB - a.kB).slice(0, 8);
  const told = largest.map(({ name, kB }) => `${name} ${kB.toFixed(1)}`).join(", ");
  return `${url} loads ${total.toFixed(1)} kB of script, over ${budgetKB}: ${told}`;
}

function budgetOf(reader: Reader, url: string): number {
  return reader === "nobody" && SMALL.pages.includes(url) ? SMALL.kB : KB_ELSEWHERE;
}

const READERS: Readonly<Record<Reader, () => { email: string; password: string } | null>> = {
  nobody: () => null,
  customer: () => person,
  operator: () => firstRun().operator,
};

for (const reader of ["nobody", "customer", "operator"] as const) {
  test(`the pages of ${reader} keep to their budget of script`, async ({ page }) => {
    const who = READERS[reader]();
    if (who) await signIn(page, who);
    const found: (string | null)[] = [];
    for (const url of urlsOf(reader, made)) {
      const scripts = await scriptsOf(page, url);
      // The framework alone is more; less means that nothing was counted.
      expect(excess(url, scripts, 100), url).not.toBeNull();
      found.push(excess(url, scripts, budgetOf(reader, url)));
    }
    expect(found.filter(Boolean)).toEqual([]);
  });
}

for (const [accepted, encoding] of [
  ["gzip, deflate, br", "br"],
  ["gzip", "gzip"],
  ["identity", undefined],
] as const) {
  test(`a script comes as ${encoding ?? "it is"} to who accepts ${accepted}, once for a year`, async ({
    request,
  }) => {
    const [src = ""] = /\/_next\/static\/[^"]+\.js/.exec(await (await request.get("/sign-in")).text()) ?? [];
    const answer = await request.get(src, { headers: { "Accept-Encoding": accepted } });
    expect(answer.headers()["content-encoding"]).toBe(encoding);
    expect(answer.headers()["cache-control"]).toContain("max-age=31536000,immutable");
    expect(answer.headers().vary).toBe("Accept-Encoding");
    expect(await answer.text()).toBe(readFileSync(src.replace(/^\/_next\//, ".next/"), "utf8"));
  });
}

test("a file that is not there, or lies elsewhere, is not found", async ({ request }) => {
  for (const path of ["no.js", "..%2f..%2fpackage.json", "%2e%2e/%2e%2e/server.js", "chunks/"])
    expect((await request.get(`/_next/static/${path}`)).status(), path).toBe(404);
});

test("control: a page over its budget is named with its largest script", () => {
  const scripts = [
    { name: "/a.js", kB: 150 },
    { name: "/b.js", kB: 40.1 },
  ];
  expect(excess("/x", scripts, 190)).toBe("/x loads 190.1 kB of script, over 190: /a.js 150.0, /b.js 40.1");
  expect(excess("/x", scripts.slice(0, 1), 190)).toBeNull();
});
