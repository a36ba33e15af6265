import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "@/lib/clock";
import { checkBooks } from "@/lib/store/books";
import { writeSetting } from "@/lib/store/records";
import { createTestBusiness, requireClosedBooks, type TestBusiness } from "@/lib/testing/business";
import { subscribe } from "@/lib/testing/subscribed";

const folder = join("node_modules", ".cache", `worker-${process.pid}`);
const open: TestBusiness[] = [];

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: ["lib/testing/worker.ts"],
    outfile: join(folder, "worker.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
});
afterAll(async () => {
  for (const shop of open) await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

const USERS = 20;

/** A shop with `count` renewals due, of twenty users who have the money for them. */
async function shopWithDue(count: number): Promise<TestBusiness> {
  const shop = await createTestBusiness();
  open.push(shop);
  const endsAt = new Date(Date.now() + DAY_MS / 2);
  for (let n = 0; n < USERS; n++) {
    const { user_id: userId } = await shop.newUser("1000.00");
    await subscribe(shop.db, { userId, count: count / USERS, endsAt });
  }
  return shop;
}

function startWorker(shop: TestBusiness, how = "sweep"): ChildProcess {
  return spawn(process.execPath, [join(folder, "worker.mjs"), shop.databaseUrl, how, "begin"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

const exitOf = async (worker: ChildProcess): Promise<number | null> => {
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, "exit");
  return worker.exitCode;
};

async function countRenewals(
  shop: TestBusiness,
): Promise<{ orders: number; subscriptions: number; paid: string }> {
  const [row] = await shop.db.query<{ orders: number; subscriptions: number; paid: string }>(
    `select count(*) as orders, count(distinct subscription_id) as subscriptions, sum(price) as paid
       from orders where kind = 'renewal' and state = 'delivered'`,
  );
  if (!row) throw new Error("Nothing was counted.");
  return row;
}

test("two workers, 100 due: one charge per period, shared between them", async () => {
  const shop = await shopWithDue(100);
  const workers = [startWorker(shop), startWorker(shop)];
  await writeSetting(shop.db, "begin", true);
  expect(await Promise.all(workers.map(exitOf))).toEqual([0, 0]);
  expect(await countRenewals(shop)).toEqual({ orders: 100, subscriptions: 100, paid: "250.00" });
  await requireClosedBooks(shop.db);
});

const KILLS = 10;
/** `npm run soak` says more. */
const ROUNDS = Number(process.env.ROUNDS ?? 1);
const MANY_TIMEOUT_MS = 120_000;

test.each(Array.from({ length: ROUNDS }, (_, n) => n + 1))(
  "ten workers, 1 000 due, workers killed at random: one charge per period (round %i)",
  async () => {
    const shop = await shopWithDue(1_000);
    await writeSetting(shop.db, "begin", true);
    let kills = 0;
    const isDone = async () => (await countRenewals(shop)).orders >= 1_000;
    /** A place for a worker: whoever is killed there is followed by another, until all is done. */
    const place = async () => {
      while (!(await isDone())) {
        const worker = startWorker(shop);
        if (worker.stdout) await Promise.race([once(worker.stdout, "data"), exitOf(worker)]);
        const timer =
          kills < KILLS ? setTimeout(() => worker.kill("SIGKILL"), Math.random() * 400) : undefined;
        await exitOf(worker);
        clearTimeout(timer);
        if (worker.signalCode === "SIGKILL") kills += 1;
      }
    };
    await Promise.all(Array.from({ length: 10 }, place));
    expect(kills).toBeGreaterThanOrEqual(5);
    expect(await countRenewals(shop)).toEqual({ orders: 1_000, subscriptions: 1_000, paid: "2500.00" });
    await requireClosedBooks(shop.db);
  },
  MANY_TIMEOUT_MS,
);

test("control: looking before charging, without the claim and the uniqueness, charges periods twice", async () => {
  const shop = await shopWithDue(100);
  await shop.db.script("drop index one_charge_per_period; drop index one_open_renewal");
  const workers = [startWorker(shop, "naive"), startWorker(shop, "naive")];
  for (const worker of workers) if (worker.stdout) worker.stdout.resume();
  await writeSetting(shop.db, "begin", true);
  await Promise.all(workers.map(exitOf));
  const { orders, subscriptions } = await countRenewals(shop);
  expect([orders > subscriptions, subscriptions]).toEqual([true, 100]);
  expect(await shop.db.query("select 1 from orders where kind = 'renewal'")).not.toHaveLength(100);
});

test("the books tell when a period was charged twice or an early renewal was made", async () => {
  const shop = await shopWithDue(USERS);
  await shop.db.script("drop index one_charge_per_period");
  await shop.db.script(
    `insert into transactions (user_id, type, status, amount, description, created_at)
       select min(user_id), 'renewal', 'completed', 0, 'planted', now() from subscriptions;
     insert into orders (user_id, kind, subscription_id, transaction_id, supplier, quantity, unit_price, price, state,
                         period_end, new_expires_at, principal, request_id, created_at, settled_at)
       select s.user_id, 'renewal', s.id, (select max(id) from transactions), 'local', 1, 2.5, 2.5, 'delivered',
              s.expires_at, s.expires_at + interval '30 days', 'system', 'planted', now() - interval '2 days', now()
         from subscriptions s, generate_series(1, 2) where s.id = (select min(id) from subscriptions)`,
  );
  const broken = (await checkBooks(shop.db)).map((problem) => problem.rule);
  expect(broken).toContain("no period is charged twice");
  expect(broken).toContain("auto-renew charges from 24 hours before an end to 3 days after it");
});
