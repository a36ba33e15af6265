import { DEMO_CATEGORIES } from "@/lib/domain/catalog/demo";
import { createNewcomer, type Newcomer } from "@/lib/domain/users/create";
import { parseUsd } from "@/lib/money";
import { insertCategories } from "@/lib/store/catalog";
import type { Database } from "@/lib/store/db";
import { migrate } from "@/lib/store/migrate";

const ADDRESSES = 800_000;
const CUSTOMERS = 32;

/** Fills a fresh database: the demo catalog, plenty of addresses, customers who can pay. */
export async function openShop(db: Database): Promise<Newcomer[]> {
  await migrate(db);
  await insertCategories(db, DEMO_CATEGORIES);
  await db.query(
    `insert into stock (supplier, category, country, ip, port_http, port_socks, shelf)
     select 'local', 'isp', (array['US', 'DE'])[1 + n % 2], '10.' || n / 65536 || '.' || n / 256 % 256 || '.' || n % 256,
            8080, 1080, n
       from generate_series(1, $1::int) n`,
    [ADDRESSES],
  );
  const customers = await Promise.all(
    Array.from({ length: CUSTOMERS }, (_, n) =>
      createNewcomer(db, {
        email: `customer${n}@example.test`,
        role: "customer",
        balance: parseUsd("10000000.00"),
        balanceReason: "For the bench",
        keyPrefix: "pdk_",
        now: new Date(),
      }),
    ),
  );
  await db.script("analyze");
  return customers;
}
