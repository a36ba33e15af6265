import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { DEMO_CATEGORIES } from "@/lib/domain/catalog/demo";
import { createNewcomer, DEMO_BALANCE } from "@/lib/domain/users/create";
import { inviteFirstOperator } from "@/lib/domain/users/first-operator";
import { type Env, firstRunFile, readEnv } from "@/lib/env";
import { insertCategories, insertStock } from "@/lib/store/catalog";
import { type Database, openDatabase } from "@/lib/store/db";
import { migrate } from "@/lib/store/migrate";
import { hasUsers } from "@/lib/store/users";
import { type LocalAddress, listedAddresses, sandboxAddresses } from "@/lib/suppliers/local/addresses";

/** Brings a data directory up to date: schema, catalog, stock, and the first people of a sandbox. Safe to run again. */
async function setUp(env: Env): Promise<void> {
  const db = openDatabase(env.databaseUrl, 2);
  try {
    await migrate(db);
    await insertCategories(db, DEMO_CATEGORIES);
    await insertStock(
      db,
      stockOf(env).map((address) => ({ ...address, supplier: "local" })),
    );
    if (env.mode === "live") await printInvitation(db, env);
    else if (!(await hasUsers(db))) await makeFirstPeople(db, env);
  } finally {
    await db.close();
  }
}

function stockOf(env: Env): LocalAddress[] {
  const ports = { http: env.gateway.portHttp, socks: env.gateway.portSocks };
  return env.mode === "live"
    ? listedAddresses(env.gateway.addresses, ports)
    : sandboxAddresses(ports, hasLoopbackRange());
}

/** Linux answers on all of 127.0.0.0/8; other systems only on 127.0.0.1. */
function hasLoopbackRange(): boolean {
  const probe = `require("net").createServer().on("error", () => process.exit(1)).listen(0, "127.40.0.2", () => process.exit(0))`;
  return spawnSync(process.execPath, ["-e", probe]).status === 0;
}

/** Both at once or none: a start that dies in between makes them again, and the file is written before they count. */
async function makeFirstPeople(db: Database, env: Env): Promise<void> {
  const now = new Date();
  await db.transact(async (tx) => {
    const common = { balanceReason: "Sandbox balance", keyPrefix: env.keyPrefix, now };
    const operator = await createNewcomer(tx, {
      ...common,
      email: "operator@example.test",
      role: "operator",
      balance: 0n,
    });
    const customer = await createNewcomer(tx, {
      ...common,
      email: "customer@example.test",
      role: "customer",
      balance: DEMO_BALANCE,
    });
    const { user_id: _, ...operatorFacts } = operator;
    const facts = { url: env.publicUrl, operator: operatorFacts, customer };
    writeFileSync(firstRunFile(env), `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
  });
}

/** Live mode has no default password: the first operator is made by a one-time link on the terminal. */
async function printInvitation(db: Database, env: Env): Promise<void> {
  const token = await inviteFirstOperator(db);
  if (token)
    process.stdout.write(`Make the first operator, once: ${env.publicUrl}/first-operator?token=${token}\n`);
}

Promise.resolve()
  .then(() => setUp(readEnv()))
  .catch((error: unknown) => {
    const known = error instanceof Error ? error.message : String(error);
    process.stderr.write(`Set-up failed: ${known}\n`);
    process.exitCode = 1;
  });
