import { createApi } from "@/lib/api/app";
import { readEnv } from "@/lib/env";
import { createRuntime } from "@/lib/runtime";
import { checkBooks } from "@/lib/store/books";
import { type Database, openDatabase } from "@/lib/store/db";
import type { Shop } from "./growth-asks";
import { compare } from "./growth-compare";
import type { ShopSize } from "./growth-goods";
import { fillShop, openSessions } from "./growth-shop";

/**
 * `npm run bench -- growth`: how much slower every read of the API gets in a shop a thousand times as big. Two databases
 * on one Postgres, the API in this process, the two shops asked in turn; only ratios mean anything.
 */

interface Size {
  small: ShopSize;
  big: ShopSize;
  rounds: number;
}

const SMALL: ShopSize = { subscriptions: 1_000, users: 50, every: 2, everyOther: 4 };
const SIZES: Record<string, Size> = {
  full: {
    small: SMALL,
    big: { subscriptions: 1_000_000, users: 50_000, every: 10, everyOther: 100 },
    rounds: 31,
  },
  small: {
    small: SMALL,
    big: { subscriptions: 3_000, users: 150, every: 3, everyOther: 9 },
    rounds: 2,
  },
};

async function main([databaseUrl = "", , ...args]: string[]): Promise<void> {
  const size = SIZES[optionOf(args, "--size") ?? "full"];
  if (!size) throw new Error(`--size is one of ${Object.keys(SIZES).join(", ")}.`);
  const only = optionOf(args, "--only") ?? "";
  const small = await openShop(databaseUrl, "small", { size: size.small, check: !only });
  const big = await openShop(databaseUrl, "big", { size: size.big, check: !only });
  try {
    await compare(small, big, size.rounds, only);
  } finally {
    await small.close();
    await big.close();
  }
}

function optionOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

/** `check`: whether its books must be looked at before. */
async function openShop(
  databaseUrl: string,
  name: string,
  { size, check }: { size: ShopSize; check: boolean },
): Promise<Shop> {
  const url = urlOf(databaseUrl, `growth_${size.subscriptions}`);
  const made = await timeOf(() => makeShop(databaseUrl, size));
  const db = openDatabase(url, 2);
  const keys = await openSessions(db);
  const checked = check ? `checked in ${await timeOf(() => requireBooks(db))} s` : "not checked";
  await db.close();
  process.stdout.write(
    `${name} shop: ${size.subscriptions} subscriptions, made in ${made} s, its books ${checked}\n`,
  );
  const runtime = await createRuntime(
    readEnv({
      DATABASE_URL: url,
      AUTH_SECRET: "bench",
      DATA_KEY: "bench",
      RATE_LIMITS: "reads=100000000,quotes=100000000,operator=100000000,pages=100000000",
    }),
  );
  return { api: createApi(runtime), keys, db: runtime.db, close: () => runtime.close() };
}

/** Makes the shop's database unless it is there; one that was interrupted has another name and is made anew. */
async function makeShop(databaseUrl: string, size: ShopSize): Promise<void> {
  const name = `growth_${size.subscriptions}`;
  const admin = openDatabase(databaseUrl, 1);
  const isThere = await admin.query("select 1 from pg_database where datname = $1", [name]);
  if (!isThere.length) {
    await admin.script("drop database if exists growth_unfinished");
    await admin.script("create database growth_unfinished");
    const db = openDatabase(urlOf(databaseUrl, "growth_unfinished"), 2);
    await fillShop(db, size);
    await db.close();
    await admin.script(`alter database growth_unfinished rename to ${name}`);
  }
  await admin.close();
}

const urlOf = (url: string, database: string) => url.replace(/\/proxydeck(?=\?|$)/, `/${database}`);

async function requireBooks(db: Database): Promise<void> {
  const problems = await checkBooks(db);
  if (problems.length) throw new Error(`The shop's books don't close: ${JSON.stringify(problems)}`);
}

async function timeOf(work: () => Promise<void>): Promise<string> {
  const startedAt = performance.now();
  await work();
  return ((performance.now() - startedAt) / 1_000).toFixed(0);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
