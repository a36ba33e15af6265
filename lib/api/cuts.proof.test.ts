import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runDueJobs } from "@/lib/jobs/runner";
import { type Postgres, startPostgres } from "@/lib/launcher/postgres.mjs";
import { insertStock } from "@/lib/store/catalog";
import { createFakeSupplier } from "@/lib/suppliers/fake/fake";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { makeTemplate } from "@/lib/testing/database";
import { BREAKS, type DatabaseLine, openLine } from "@/lib/testing/database-line";
import { freshKey } from "@/lib/testing/payer";

/** How often, unless `npm run soak` says more. */
const CUTS = Number(process.env.CUTS ?? 50);
const RESTARTS = Number(process.env.RESTARTS ?? 5);
const BUYERS = 8;
const PRICE_CENTS = 250;
const BALANCE = 100_000_000;
const ADDRESSES = 60_000;
const LATER_MS = 60_000;
const MOST_BATCHES = 100;
/** How long a buyer waits who was told that the shop is away. */
const AWAY_MS = 100;
const DAY_MS = 86_400_000;

let folder: string;
/** Sure of what it has not delivered, so that every purchase is delivered in the end. */
const supplier = createFakeSupplier({ answersForSure: true });
let postgres: Postgres;
let line: DatabaseLine;
let shop: TestBusiness;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "proxydeck-cuts-"));
  postgres = await startServer();
  await makeTemplate(postgres.url);
  line = await openLine(postgres.url, join(folder, "line"));
  shop = await createTestBusiness({ databaseUrl: line.url, suppliers: { local: supplier } });
  const common = { supplier: "local", category: "isp", country: "FR", port_socks: 1080 };
  const ports = Array.from({ length: ADDRESSES }, (_, n) => n);
  await insertStock(
    shop.db,
    ports.map((n) => ({ ...common, ip: `127.6.${n % 250}.1`, port_http: 1_000 + Math.floor(n / 250) })),
  );
});
afterAll(async () => {
  await shop.close();
  await line.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** It syncs as the product's does, so that a commit takes its time. */
const startServer = () => startPostgres({ dataDir: join(folder, "postgres") });

/** A purchase and what its first answer said of the money. */
interface Tried {
  idempotencyKey: string;
  status: number;
  charged: boolean | "unknown" | null;
}

const buy = async (apiKey: string, idempotencyKey: string): Promise<Tried> => {
  const body = { category: "isp", country_name: "FR", quantity: 1 };
  const answer = await shop.send("POST", "/proxy/static", { key: apiKey, body, idempotencyKey });
  return { idempotencyKey, status: answer.status, charged: answer.body.error?.charged ?? null };
};

/** Buyers who go on, each with one purchase after the other, until `disturb` is done. */
async function buyDuring(apiKey: string, disturb: () => Promise<void>): Promise<Tried[]> {
  const tried: Tried[] = [];
  let isOver = false;
  const goOn = async () => {
    while (!isOver) {
      const one = await buy(apiKey, freshKey());
      tried.push(one);
      if (one.status === 503) await pause(AWAY_MS);
    }
  };
  const buyers = Array.from({ length: BUYERS }, goOn);
  await disturb().finally(() => {
    isOver = true;
  });
  await Promise.all(buyers);
  return tried;
}

async function restart(): Promise<void> {
  process.kill(postgres.pid, "SIGQUIT");
  while (postgres.isRunning()) await pause(5);
  postgres = await startServer();
}

/** The keys of purchases that were paid and delivered. */
async function delivered(tried: readonly Tried[]): Promise<Set<string>> {
  const rows = await shop.db.query<{ key: string }>(
    `select i.key from idempotency i join orders o on o.id = i.order_id
      where i.key = any ($1) and o.state = 'delivered'`,
    [tried.map(({ idempotencyKey }) => idempotencyKey)],
  );
  return new Set(rows.map(({ key }) => key));
}

/** What is still open is taken up in batches, as by the sweeper, until nothing is. */
async function settle(): Promise<void> {
  const isOpen = async () =>
    (await shop.db.query("select 1 from orders where state = 'held' limit 1")).length > 0;
  for (let n = 1; n <= MOST_BATCHES && (await isOpen()); n++)
    await runDueJobs(shop, new Date(Date.now() + n * LATER_MS));
}

/** All that has to be true of purchases, however they were disturbed. Answers how those in doubt went. */
async function requireHonest(user: { user_id: number; api_key: string }, tried: readonly Tried[]) {
  await settle();
  const paid = await delivered(tried);
  const wasPaid = ({ idempotencyKey }: Tried) => paid.has(idempotencyKey);
  expect(tried.filter(({ status }) => ![200, 202, 503].includes(status))).toEqual([]);
  expect(tried.filter((one) => one.charged === false && wasPaid(one))).toEqual([]);
  expect(tried.filter((one) => one.charged === null && !wasPaid(one))).toEqual([]);
  const inDoubt = tried.filter(({ charged }) => charged === "unknown");
  for (const { idempotencyKey } of tried) await buy(user.api_key, idempotencyKey);
  await settle();
  for (const { idempotencyKey } of tried)
    expect(await buy(user.api_key, idempotencyKey)).toMatchObject({ status: 200 });
  const [row] = await shop.db.query<{ orders: number; balance: string }>(
    `select (select count(*) from orders where user_id = $1 and state = 'delivered') as orders,
            (select balance * 100 from wallets where user_id = $1)::bigint::text as balance`,
    [user.user_id],
  );
  expect(row).toEqual({ orders: tried.length, balance: String(BALANCE - PRICE_CENTS * tried.length) });
  await requireClosedBooks(shop.db);
  return { paid: inDoubt.filter(wasPaid).length, notPaid: inDoubt.filter((one) => !wasPaid(one)).length };
}

const newBuyer = () => shop.newUser((BALANCE / 100).toFixed(2));

test.each([
  ["goods are its own", true],
  ["supplier is asked", false],
])(
  `${CUTS} connections cut in a shop whose %s: what an answer says of the money is true, and its key charges once`,
  async (_name, ownGoods) => {
    Object.assign(supplier, { ownGoods });
    const user = await newBuyer();
    const tried = await buyDuring(user.api_key, async () => {
      for (let n = 0; n < CUTS; n++) {
        await pause(20 + Math.random() * 40);
        await line.breakAt(BREAKS[n % BREAKS.length] ?? "anywhere");
      }
    });
    // Both happened to those in doubt, so neither answer would have been true of them all.
    const { paid, notPaid } = await requireHonest(user, tried);
    expect([paid > 0, notPaid > 0]).toEqual([true, true]);
  },
  DAY_MS,
);

test(
  `${RESTARTS} times the database ends at once and comes back: the same holds, and the shop goes on by itself`,
  async () => {
    Object.assign(supplier, { ownGoods: true });
    const user = await newBuyer();
    const tried = await buyDuring(user.api_key, async () => {
      for (let n = 0; n < RESTARTS; n++) {
        await pause(200 + Math.random() * 300);
        await restart();
      }
      await pause(500);
    });
    expect(tried.some(({ status }) => status === 503)).toBe(true);
    expect(tried.at(-1)?.status).toBe(200);
    await requireHonest(user, tried);
  },
  DAY_MS,
);
