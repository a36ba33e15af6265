import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { BASE_PATH } from "@/lib/contract/route";
import type { BoughtProxy, Carried, Clients } from "./gateway-clients";
import { signInOnce } from "./sign-in";

/** `npm run bench -- gateway`: what the dashboard and the API lose while customers use the gateway of the same machine. */

const CLIENTS = 100;
const BODY_BYTES = 16_000;
const ROUNDS = 3;
const MEASURE_MS = 4_000;
const WARM_REQUESTS = 50;
/** Between two questions of the one who measures: a reader, not a flood. */
const READER_PAUSE_MS = 5;

const LOADS: { name: string; pauseMs: number | null }[] = [
  { name: "nobody", pauseMs: null },
  { name: `${CLIENTS} clients, 5 requests a second each`, pauseMs: 200 },
  { name: `${CLIENTS} clients without a pause`, pauseMs: 0 },
];

interface Target {
  name: string;
  path: string;
  headers: Record<string, string>;
}

interface Row {
  target: string;
  load: string;
  times: number[];
  perSecond: number[];
}

async function main([url = "", firstRunFile = "", portsFile = "", chrome = "", script = ""]: string[]) {
  const { customer } = JSON.parse(readFileSync(firstRunFile, "utf8"));
  const echoPort = Number(JSON.parse(readFileSync(portsFile, "utf8")).echo);
  const key = { Authorization: `Bearer ${customer.api_key}` };
  const { id, proxies } = await buyProxies(url, key);
  const cookie = { Cookie: await signInOnce(chrome, url, customer) };
  const targets: Target[] = [
    { name: "page of a subscription", path: `/subscriptions/${id}`, headers: cookie },
    { name: "API, `/users/me`", path: `${BASE_PATH}/users/me`, headers: key },
  ];
  const port = Number(new URL(url).port);
  const rows = targets.flatMap(({ name: target }) =>
    LOADS.map(({ name: load }): Row => ({ target, load, times: [], perSecond: [] })),
  );
  for (const target of targets) await timesOf(port, target, { requests: WARM_REQUESTS });
  // Taking turns, all loads see the same moods of the machine.
  for (let round = 0; round < ROUNDS; round++)
    for (const { name: load, pauseMs } of LOADS) {
      const clients = { proxies, echoPort, clients: CLIENTS, bodyBytes: BODY_BYTES };
      const running = pauseMs === null ? null : await startClients(script, { ...clients, pauseMs });
      const measured = rows.filter((row) => row.load === load);
      for (const row of measured) {
        const target = targets.find(({ name }) => name === row.target);
        if (target) row.times.push(...(await timesOf(port, target, { ms: MEASURE_MS })));
      }
      const perSecond = running ? (await stopClients(running)).perSecond : 0;
      for (const row of measured) row.perSecond.push(perSecond);
    }
  printTable(rows);
}

async function buyProxies(
  url: string,
  key: Record<string, string>,
): Promise<{ id: number; proxies: BoughtProxy[] }> {
  const bought = await fetch(`${url}${BASE_PATH}/proxy/static`, {
    method: "POST",
    headers: { ...key, "Content-Type": "application/json", "Idempotency-Key": "bench-gateway-0001" },
    body: JSON.stringify({ category: "isp", country_name: "US", quantity: 20 }),
  });
  const { subscription_id: id } = await bought.json();
  const credentials = await fetch(`${url}${BASE_PATH}/proxy/subscriptions/${id}/credentials`, {
    headers: key,
  });
  return { id, proxies: (await credentials.json()).static_proxies };
}

async function startClients(script: string, wish: Clients): Promise<ChildProcess> {
  const child = fork(script, [JSON.stringify(wish)]);
  child.once("exit", (code) => {
    if (code) throw new Error("The clients failed.");
  });
  await once(child, "message");
  return child;
}

async function stopClients(child: ChildProcess): Promise<Carried> {
  child.send("stop");
  const [carried] = await once(child, "message");
  child.disconnect();
  await once(child, "exit");
  return carried;
}

/** How long each question takes from the request to the last byte, one after the other on one connection. */
async function timesOf(port: number, { path, headers }: Target, until: { ms?: number; requests?: number }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  const endsAt = performance.now() + (until.ms ?? Number.POSITIVE_INFINITY);
  while (performance.now() < endsAt && times.length < (until.requests ?? Number.POSITIVE_INFINITY)) {
    const sentAt = performance.now();
    const [answer] = await once(request({ host: "127.0.0.1", port, path, agent, headers }).end(), "response");
    if (answer.statusCode !== 200) throw new Error(`${path} answers ${answer.statusCode}.`);
    await once(answer.resume(), "end");
    times.push(performance.now() - sentAt);
    await new Promise((resolve) => setTimeout(resolve, READER_PAUSE_MS));
  }
  agent.destroy();
  return times;
}

function printTable(rows: Row[]): void {
  print(
    "| asked | meanwhile on the gateway | proxied / s | p50 ms | p99 ms | p50 beside alone | p99 beside alone |",
  );
  print("| --- | --- | --- | --- | --- | --- | --- |");
  for (const { target, load, times, perSecond } of rows) {
    const alone = rows.find((row) => row.target === target)?.times ?? [];
    const carried = perSecond.reduce((sum, figure) => sum + figure, 0) / perSecond.length;
    const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
    const ratios = [p50 / percentile(alone, 0.5), p99 / percentile(alone, 0.99)];
    const figures = [
      carried.toFixed(0),
      p50.toFixed(1),
      p99.toFixed(1),
      ...ratios.map((one) => one.toFixed(2)),
    ];
    print(`| ${[target, load, ...figures].join(" | ")} |`);
  }
}

function percentile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
