import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { OffsetClock } from "@/lib/clock";
import type { Context } from "@/lib/domain/context";
import { buyStatic } from "@/lib/domain/orders/buy";
import { deliverOrder } from "@/lib/domain/orders/deliver";
import { ALL_SCOPES } from "@/lib/domain/principal";
import { createShelves } from "@/lib/domain/stock/shelves";
import type { Newcomer } from "@/lib/domain/users/create";
import { createSeal } from "@/lib/seal";
import { type Database, openDatabase } from "@/lib/store/db";
import { localSupplier } from "@/lib/suppliers/local/local";
import { type Figures, repeat, type Shot, shoot } from "./load";
import type { Report } from "./server";
import { openShop } from "./shop";
import { purchaseInSql, SQL_PURCHASE } from "./sql-purchase";

/** `npm run bench -- api`: how quick the API is beside what it is made of. Only ratios mean anything. */

const WARM_MS = 1_000;
const CONNECTIONS = [1, 16, 32];
const BASE = "/proxy/api/v1";
let counter = 0;

interface Row extends Figures {
  name: string;
  connections: number;
  cpuMs: number;
}

async function main([
  databaseUrl = "",
  serverScript = "",
  seconds = "3",
  only = "",
]: string[]): Promise<void> {
  const db = openDatabase(databaseUrl, 20);
  const customers = await openShop(db);
  await db.script(SQL_PURCHASE);
  const server = await startServer(serverScript, databaseUrl);
  const rows: Row[] = [];
  const measure = async (name: string, port: number, shot: Shot, connections: number) => {
    if (!name.includes(only)) return;
    await shoot(port, shot, connections, WARM_MS);
    const cpuBefore = await server.cpuMs();
    const figures = await shoot(port, shot, connections, Number(seconds) * 1_000);
    const cpuMs = ((await server.cpuMs()) - cpuBefore) / figures.requests;
    rows.push({ name, connections, cpuMs, ...figures });
    printRow(rows.at(-1));
  };
  try {
    await shoot(server.ports.api, purchase(customers, 1), 16, WARM_MS);
    await db.script("analyze");
    for (const connections of CONNECTIONS) {
      await measure(
        BARE,
        server.ports.bare,
        { method: "GET", path: "/bare", headers: () => ({}) },
        connections,
      );
      await measure(
        SELECT,
        server.ports.bare,
        { method: "GET", path: "/select", headers: () => ({}) },
        connections,
      );
      for (const [name, shot] of Object.entries(shots(customers)))
        await measure(name, server.ports.api, shot, connections);
    }
    await measureWithoutHttp(db, customers, Number(seconds) * 1_000, rows);
  } finally {
    server.process.disconnect();
    await once(server.process, "exit");
    await db.close();
  }
  printRatios(rows);
}

const BARE = "bare Hono";
const SELECT = "bare Hono, one SELECT";
const SQL = "one SQL function";
const DOMAIN = "purchase without HTTP";

async function measureWithoutHttp(
  db: Database,
  customers: Newcomer[],
  ms: number,
  rows: Row[],
): Promise<void> {
  const userOf = (lane: number) => customers[lane]?.user_id ?? 0;
  const works: Record<string, (lane: number) => Promise<void>> = {
    [SQL]: (lane) => purchaseInSql(db, userOf(lane), `sql-${++counter}`),
    [DOMAIN]: (lane) => purchaseInDomain(db, userOf(lane)),
  };
  for (const [name, work] of Object.entries(works)) {
    await repeat(work, 16, WARM_MS);
    rows.push({ name, connections: 16, cpuMs: 0, ...(await repeat(work, 16, ms)) });
    printRow(rows.at(-1));
  }
}

async function purchaseInDomain(db: Database, userId: number): Promise<void> {
  const ctx = contextOf(db, userId);
  const idempotencyKey = `domain-${++counter}`;
  const placed = await buyStatic(ctx, {
    userId,
    category: "isp",
    country: "US",
    quantity: 1,
    autoRenew: false,
    maxPrice: null,
    idempotencyKey,
  });
  if (!placed.order) await deliverOrder(ctx, placed.orderId);
}

const clock = new OffsetClock();
const seal = createSeal("bench data key");
const shelves = createShelves();

function contextOf(db: Database, userId: number): Context {
  return {
    db,
    clock,
    seal,
    shelves,
    suppliers: { local: localSupplier },
    moneyEnabled: true,
    endpoint: "",
    payments: {},
    publicUrl: "",
    keyPrefix: "pdk_",
    requestId: "req_bench",
    principal: {
      keyId: 1,
      kind: "reseller",
      name: "bench",
      role: "reseller",
      scopes: ALL_SCOPES,
      ownerId: userId,
      boundUserId: userId,
    },
  };
}

function shots(customers: Newcomer[]): Record<string, Shot> {
  const headers = (n: number) => ({ Authorization: `Bearer ${customers[n]?.api_key}` });
  const json = (n: number) => ({ ...headers(n), "Content-Type": "application/json" });
  return {
    "/users/me": { method: "GET", path: `${BASE}/users/me`, headers },
    catalog: { method: "GET", path: `${BASE}/proxy/catalog`, headers },
    quote: {
      method: "POST",
      path: `${BASE}/proxy/quote`,
      headers: json,
      body: '{"category":"isp","quantity":5}',
    },
    "20 subscriptions": { method: "GET", path: `${BASE}/proxy/subscriptions?limit=20`, headers },
    "purchase of 1": purchase(customers, 1),
    "purchase of 50": purchase(customers, 50),
    "one hot user": purchase(customers.slice(0, 1), 1),
  };
}

function purchase(customers: Newcomer[], quantity: number): Shot {
  return {
    method: "POST",
    path: `${BASE}/proxy/static`,
    body: JSON.stringify({ category: "isp", country_name: "US", quantity }),
    headers: (n) => ({
      Authorization: `Bearer ${customers[n % customers.length]?.api_key}`,
      "Content-Type": "application/json",
      "Idempotency-Key": `bench-key-${++counter}`,
    }),
  };
}

interface Server {
  process: ChildProcess;
  ports: { api: number; bare: number };
  cpuMs(): Promise<number>;
}

async function startServer(script: string, databaseUrl: string): Promise<Server> {
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: "bench",
    DATA_KEY: "bench",
    RATE_LIMITS: "reads=100000000,quotes=100000000,money=100000000,inflight=1000",
  };
  const child = fork(script, [], { env });
  const next = async (): Promise<Report> => (await once(child, "message"))[0];
  const first = await next();
  if (!("ports" in first)) throw new Error("The server did not say where it listens.");
  return {
    process: child,
    ports: first.ports,
    async cpuMs() {
      child.send("cpu");
      const report = await next();
      return "cpuMs" in report ? report.cpuMs : 0;
    },
  };
}

function printRow(row: Row | undefined): void {
  if (!row) return;
  const cells = [
    row.name.padEnd(22),
    `${row.connections} conn`.padStart(8),
    `${Math.round(row.perSecond)}/s`.padStart(9),
    `p50 ${row.p50Ms.toFixed(2)} ms`.padStart(14),
    `p99 ${row.p99Ms.toFixed(2)} ms`.padStart(15),
    row.cpuMs ? `cpu ${row.cpuMs.toFixed(3)} ms` : "",
  ];
  process.stdout.write(`${cells.join("  ")}\n`);
}

/** Name → what it is compared with, at every number of connections, and what we aim at. */
const YARDSTICKS: [name: string, yardstick: string, aim: string][] = [
  ["/users/me", SELECT, "0.6"],
  ["catalog", SELECT, "0.6"],
  ["quote", SELECT, "0.4"],
  ["20 subscriptions", SELECT, "0.35"],
  ["purchase of 1", SQL, "0.2"],
  [DOMAIN, SQL, "0.75"],
];

function printRatios(rows: Row[]): void {
  const find = (name: string, connections: number) =>
    rows.find((row) => row.name === name && row.connections === connections);
  const lines = YARDSTICKS.flatMap(([name, yardstick, aim]) =>
    CONNECTIONS.map((connections) => {
      const [row, base] = [find(name, connections), find(yardstick, connections)];
      if (!row || !base) return "";
      const cpu = base.cpuMs ? (row.cpuMs / base.cpuMs).toFixed(1) : "";
      const cells = [name, yardstick, connections, (row.perSecond / base.perSecond).toFixed(2), aim, cpu];
      return `| ${cells.join(" | ")} |\n`;
    }),
  );
  process.stdout.write(
    `\n| what | beside | connections | requests/s, ratio | aim | CPU per request, ratio |\n| --- | --- | --- | --- | --- | --- |\n${lines.join("")}`,
  );
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
