import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { chromium } from "@playwright/test";
import { BASE_PATH } from "@/lib/contract/route";
import { type Lighthouse, loadLighthouse, type Scores } from "./lighthouse";
import { signIn } from "./sign-in";

/** `npm run bench -- pages`: Lighthouse's scores, and a page's server time beside a bare dynamic page of the same Next. */

const RUNS = 3;
const DEBUG_PORT = 9_333;
const ROUNDS = 5;
const REQUESTS = 25;

interface Person {
  email: string;
  password: string;
  api_key: string;
}

interface Target {
  name: string;
  path: string;
  cookie: string;
}

async function main([url = "", firstRunFile = "", chrome = "", tool = "", barePort = ""]: string[]) {
  const { customer, operator }: { customer: Person; operator: Person } = JSON.parse(
    readFileSync(firstRunFile, "utf8"),
  );
  const args = ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${DEBUG_PORT}`];
  const browser = await chromium.launch({ executablePath: chrome, args });
  try {
    const card = await buyOne(url, customer);
    const [ours, theirs] = [await signIn(browser, url, operator), await signIn(browser, url, customer)];
    const targets = [
      { name: "landing", path: "/", cookie: "" },
      { name: "sign-in", path: "/sign-in", cookie: "" },
      { name: "overview", path: "/", cookie: theirs },
      { name: "catalog", path: "/catalog", cookie: theirs },
      { name: "subscriptions", path: "/subscriptions", cookie: theirs },
      { name: "card", path: `/subscriptions/${card}`, cookie: theirs },
      { name: "operator's deposits", path: "/operator/deposits", cookie: ours },
    ];
    await printServerTimes(Number(new URL(url).port), Number(barePort), targets);
    await printScores(await loadLighthouse(tool, DEBUG_PORT), url, targets);
  } finally {
    await browser.close();
  }
}

async function buyOne(url: string, { api_key }: Person): Promise<number> {
  const answer = await fetch(`${url}${BASE_PATH}/proxy/static`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${api_key}`,
      "Content-Type": "application/json",
      "Idempotency-Key": "bench-pages-0001",
    },
    body: JSON.stringify({ category: "isp", country_name: "US", quantity: 5, auto_renew: true }),
  });
  return (await answer.json()).subscription_id;
}

/** Bare and ours take turns, so that both see the same moods of the machine. */
async function printServerTimes(port: number, barePort: number, targets: Target[]): Promise<void> {
  print("| page | server time beside a bare page |\n| --- | --- |");
  await medianMs(barePort, "/", "");
  for (const { name, path, cookie } of targets) {
    await medianMs(port, path, cookie);
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const bare = await medianMs(barePort, "/", "");
      ratios.push((await medianMs(port, path, cookie)) / bare);
    }
    print(`| ${name} | ${median(ratios).toFixed(1)} |`);
  }
}

/** How long a page takes from the request to its last byte, one after the other on one connection. */
async function medianMs(port: number, path: string, cookie: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let n = 0; n < REQUESTS; n++) {
    const sentAt = performance.now();
    const headers = cookie ? { Cookie: cookie } : {};
    const sent = request({ host: "127.0.0.1", port, path, agent, headers }).end();
    const [answer] = await once(sent, "response");
    if (answer.statusCode !== 200) throw new Error(`${path} answers ${answer.statusCode}.`);
    await once(answer.resume(), "end");
    times.push(performance.now() - sentAt);
  }
  agent.destroy();
  return median(times);
}

async function printScores(lighthouse: Lighthouse, url: string, targets: Target[]): Promise<void> {
  print("\n| page | form | performance | accessibility | best practices | LCP s | TBT ms |");
  print("| --- | --- | --- | --- | --- | --- | --- |");
  for (const { name, path, cookie } of targets) {
    for (const form of ["mobile", "desktop"] as const) {
      const runs: Scores[] = [];
      for (let run = 0; run < RUNS; run++) runs.push(await lighthouse(url + path, form, cookie));
      const of = (field: keyof Scores, digits = 0) => median(runs.map((one) => one[field])).toFixed(digits);
      const scores = [of("performance"), of("accessibility"), of("bestPractices")];
      print(`| ${[name, form, ...scores, of("lcpSeconds", 2), of("tbtMs")].join(" | ")} |`);
    }
  }
}

function median(figures: number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
