import { DEMO_CATEGORIES } from "@/lib/domain/catalog/demo";
import { createKey } from "@/lib/domain/keys/create";
import { ALL_SCOPES, CUSTOMER_SCOPES } from "@/lib/domain/principal";
import { createNewcomer } from "@/lib/domain/users/create";
import { insertCategories } from "@/lib/store/catalog";
import type { Database, Db } from "@/lib/store/db";
import { migrate } from "@/lib/store/migrate";
import { COUNT_ANEW } from "@/lib/store/migrations/0015-growth";
import { type ShopSize, stockSql, subscriptionsSql, usersSql } from "./growth-goods";
import { depositsSql, ordersSql, trailSql, walletsSql } from "./growth-money";

/** Keys of the operator, of the customer with a tenth of the shop and of the one with a hundredth. */
export interface ShopKeys {
  operator: string;
  large: string;
  middle: string;
}

const PEOPLE = ["operator", "large", "middle"] as const;

/** Fills an empty database with a shop of two years; its books close. */
export async function fillShop(db: Database, size: ShopSize): Promise<void> {
  await migrate(db);
  await insertCategories(db, DEMO_CATEGORIES);
  for (const name of PEOPLE)
    await createNewcomer(db, {
      email: `${name}@example.test`,
      role: name === "operator" ? "operator" : "customer",
      balance: 0n,
      balanceReason: "",
      keyPrefix: "pdk_",
      now: new Date(),
    });
  await db.transact((tx) => load(tx, size));
  await db.script("vacuum analyze");
}

/** Keys of sessions, which may ask everything that pages ask; a shop that was kept gets what was migrated since. */
export async function openSessions(db: Database): Promise<ShopKeys> {
  await migrate(db);
  const [operator, large, middle] = await Promise.all(
    PEOPLE.map(async (name, n) => {
      const scopes = name === "operator" ? ALL_SCOPES : CUSTOMER_SCOPES;
      const wish = { kind: "session", userId: n + 1, name, scopes, prefix: "pds_", expiresAt: null } as const;
      return (await createKey(db, wish)).key;
    }),
  );
  if (!operator || !large || !middle) throw new Error("Somebody has no key.");
  return { operator, large, middle };
}

/** Loads without triggers and foreign keys, which the data respects, and makes the indexes afterwards. */
async function load(tx: Db, size: ShopSize): Promise<void> {
  await tx.script("set local session_replication_role = replica; set local maintenance_work_mem = '512MB'");
  await tx.script("set local work_mem = '256MB'");
  const indexes = await tx.query<{ name: string; definition: string }>(
    `select i.indexname as name, i.indexdef as definition from pg_indexes i
      where i.schemaname = 'public'
        and not exists (select 1 from pg_constraint c where c.conname = i.indexname)`,
  );
  for (const { name } of indexes) await tx.script(`drop index "${name}"`);
  const steps = [usersSql, subscriptionsSql, stockSql, ordersSql, depositsSql, walletsSql, trailSql];
  for (const step of steps) await tx.script(step(size));
  for (const { definition } of indexes) await tx.script(definition);
  await tx.script(COUNT_ANEW);
  for (const table of ["users", "subscriptions", "orders", "transactions", "deposits"])
    await tx.script(
      `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`,
    );
}
