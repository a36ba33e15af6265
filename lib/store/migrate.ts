import type { Db } from "./db";
import { mainJob } from "./migrations/0001-main-job";
import { deposits } from "./migrations/0002-deposits";
import { life } from "./migrations/0003-life";
import { rotating } from "./migrations/0004-rotating";
import { keys } from "./migrations/0005-keys";
import { limits } from "./migrations/0006-limits";
import { operators } from "./migrations/0007-operators";
import { account } from "./migrations/0008-account";
import { spendCaps } from "./migrations/0009-spend-caps";
import { borrowedKeys } from "./migrations/0010-borrowed-keys";
import { receipts } from "./migrations/0011-receipts";
import { depositNames } from "./migrations/0012-deposit-names";
import { outlook } from "./migrations/0013-outlook";
import { remoteSessions } from "./migrations/0014-remote-sessions";
import { growth } from "./migrations/0015-growth";
import { largeCustomers } from "./migrations/0016-large-customers";
import { mailLanguage } from "./migrations/0017-mail-language";

const MIGRATIONS = [
  { name: "0001-main-job", sql: mainJob },
  { name: "0002-deposits", sql: deposits },
  { name: "0003-life", sql: life },
  { name: "0004-rotating", sql: rotating },
  { name: "0005-keys", sql: keys },
  { name: "0006-limits", sql: limits },
  { name: "0007-operators", sql: operators },
  { name: "0008-account", sql: account },
  { name: "0009-spend-caps", sql: spendCaps },
  { name: "0010-borrowed-keys", sql: borrowedKeys },
  { name: "0011-receipts", sql: receipts },
  { name: "0012-deposit-names", sql: depositNames },
  { name: "0013-outlook", sql: outlook },
  { name: "0014-remote-sessions", sql: remoteSessions },
  { name: "0015-growth", sql: growth },
  { name: "0016-large-customers", sql: largeCustomers },
  { name: "0017-mail-language", sql: mailLanguage },
];
/** Any number, the same in every process that migrates. */
const MIGRATION_LOCK = 7_205_419;

/**
 * Brings the schema up to date, one migrator at a time; with `only`, as far as these migrations. Throws when the
 * database is newer than this program.
 */
export async function migrate(db: Db, only: ReadonlySet<string> | null = null): Promise<void> {
  await db.transact(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await tx.script(
      "create table if not exists migrations (name text primary key, at timestamptz not null default now())",
    );
    const done = new Set(
      (await tx.query<{ name: string }>("select name from migrations")).map((row) => row.name),
    );
    const known = new Set(MIGRATIONS.map((migration) => migration.name));
    const unknown = [...done].filter((name) => !known.has(name));
    if (unknown.length)
      throw new Error(`The database was migrated by a newer version (${unknown.join(", ")}).`);
    const wanted = MIGRATIONS.filter(({ name }) => !done.has(name) && (!only || only.has(name)));
    for (const migration of wanted) {
      await tx.script(migration.sql);
      await tx.query("insert into migrations (name) values ($1)", [migration.name]);
    }
  });
}
