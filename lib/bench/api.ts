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
import { type Server, startServer } from "./api-server";
import { type Buying, buyings, purchase, reads } from "./api-shots";
import { type Figures, figuresOf, repeat, type Shot, type Slice, shoot } from "./load";
import { openShop, stockUp } from "./shop";
import { purchaseInSql, SQL_PURCHASE } from "./sql-purchase";

/**
 * `npm run bench -- api [SECONDS] [NAMES] [CONNECTIONS]`: how quick the API is beside what it is made of. Only ratios mean
 * anything: each work and its yardstick take turns, so that both see the same moods of the machine.
 */

const WARM_MS = 1_000;
const TURNS = 6;

/** Goes on for a time over so many connections. */
type Work = (connections: number, ms: number) => Promise<Slice>;

interface Pair {
  name: string;
  work: Work;
  beside: string;
  yardstick: Work;
  aim: string;
  /** What has to be done before each turn; its time doesn't count. */
  prepare?: () => Promise<void>;
}

async function main(args: string[]): Promise<void> {
  const [databaseUrl = "", script = "", seconds = "3", names = "", connections = "1,16,32"] = args;
  const db = openDatabase(databaseUrl, 32);
  const customers = await openShop(db);
  await db.script(SQL_PURCHASE);
  const server = await startServer(script, databaseUrl);
  try {
    await over(server.ports.api, purchase({ buyers: customers, quantity: 1 }))(16, WARM_MS);
    await db.script("analyze");
    const wanted = names.split(",");
    printHead();
    for (const pair of [...readPairs(server, customers), ...purchasePairs(server, db, customers)]) {
      if (!wanted.some((part) => pair.name.includes(part))) continue;
      await pair.work(16, WARM_MS);
      await pair.yardstick(16, WARM_MS);
      for (const count of connections.split(",").map(Number))
        printPair(pair, count, await measure(server, pair, count, (Number(seconds) * 1_000) / TURNS));
    }
  } finally {
    server.process.disconnect();
    await once(server.process, "exit");
    await db.close();
  }
}

const AIMS: Record<string, string> = {
  "/users/me": "0.6",
  catalog: "0.6",
  quote: "0.4",
  "20 subscriptions": "0.35",
  "purchase of 1": "0.2",
  "purchase of 50": "p99 50 ms",
  "one hot user": "p99 25 ms",
};

const SELECT = "bare Hono, one SELECT";

function readPairs({ ports }: Server, customers: Newcomer[]): Pair[] {
  const yardstick = over(ports.bare, { method: "GET", path: "/select", headers: () => ({}) });
  return Object.entries(reads(customers)).map(([name, shot]) => ({
    name,
    work: over(ports.api, shot),
    beside: SELECT,
    yardstick,
    aim: AIMS[name] ?? "",
  }));
}

/** Each beside the same purchase, by the same users, as one SQL function. */
function purchasePairs({ ports }: Server, db: Database, customers: Newcomer[]): Pair[] {
  const inSql =
    ({ buyers, quantity }: Buying): Work =>
    (lanes, ms) =>
      repeat(
        (lane) => purchaseInSql(db, { ...buyerOf(buyers, lane), quantity, key: `sql-${++counter}` }),
        lanes,
        ms,
      );
  const beside = "its statements as one SQL function";
  const overHttp = Object.entries(buyings(customers)).map(([name, buying]) => ({
    name,
    work: over(ports.api, purchase(buying)),
    beside,
    yardstick: inSql(buying),
    aim: AIMS[name] ?? "",
  }));
  const domain: Work = (lanes, ms) =>
    repeat((lane) => purchaseInDomain(db, buyerOf(customers, lane).userId), lanes, ms);
  const yardstick = inSql({ buyers: customers, quantity: 1 });
  const withoutHttp = { name: "purchase without HTTP", work: domain, beside, yardstick, aim: "0.75" };
  return [...overHttp, withoutHttp].map((pair) => ({ ...pair, prepare: () => stockUp(db) }));
}

const buyerOf = (buyers: Newcomer[], lane: number) => ({
  userId: buyers[lane % buyers.length]?.user_id ?? 0,
});

const over =
  (port: number, shot: Shot): Work =>
  (connections, ms) =>
    shoot(port, shot, connections, ms);

interface Measured {
  ours: Figures;
  base: Figures;
  /** CPU of the server for a request of ours and of the yardstick's. */
  cpuMs: [ours: number, base: number];
}

async function measure(server: Server, pair: Pair, connections: number, ms: number): Promise<Measured> {
  const slices = { ours: [] as Slice[], base: [] as Slice[] };
  const cpu = { ours: 0, base: 0 };
  for (let turn = 0; turn < TURNS; turn++)
    for (const side of ["base", "ours"] as const) {
      await pair.prepare?.();
      const before = await server.cpuMs();
      slices[side].push(await (side === "ours" ? pair.work : pair.yardstick)(connections, ms));
      cpu[side] += (await server.cpuMs()) - before;
    }
  const [ours, base] = [figuresOf(slices.ours), figuresOf(slices.base)];
  return { ours, base, cpuMs: [cpu.ours / ours.requests, cpu.base / base.requests] };
}

const HEAD = [
  "what",
  "beside",
  "connections",
  "requests/s, ratio",
  "aim",
  "p99, ratio",
  "CPU of the server, ratio",
  "p50, p99",
];

function printHead(): void {
  print(HEAD);
  print(HEAD.map(() => "---"));
}

function printPair({ name, beside, aim }: Pair, connections: number, { ours, base, cpuMs }: Measured): void {
  const ratio = (ours.perSecond / base.perSecond).toFixed(2);
  const tail = (ours.p99Ms / base.p99Ms).toFixed(2);
  // The SQL function runs without the server.
  const cpu = beside === SELECT ? (cpuMs[0] / cpuMs[1]).toFixed(1) : "";
  const latency = `${ours.p50Ms.toFixed(2)}, ${ours.p99Ms.toFixed(2)} ms`;
  print([name, beside, String(connections), ratio, aim, tail, cpu, latency]);
}

function print(cells: string[]): void {
  process.stdout.write(`| ${cells.join(" | ")} |\n`);
}

let counter = 0;

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

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
