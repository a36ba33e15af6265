import { DEMO_CATEGORIES } from "@/lib/domain/catalog/demo";
import { createNewcomer, type Newcomer } from "@/lib/domain/users/create";
import { parseUsd } from "@/lib/money";
import { insertCategories } from "@/lib/store/catalog";
import type { Database } from "@/lib/store/db";
import { migrate } from "@/lib/store/migrate";

const ADDRESSES = 800_000;
/** More than a quick machine sells in one of the bench's turns. */
const ENOUGH = 250_000;
const CUSTOMERS = 32;

/** Fills a fresh database: the demo catalog, plenty of addresses, customers who can pay. */
export async function openShop(db: Database): Promise<Newcomer[]> {
  await migrate(db);
  await insertCategories(db, DEMO_CATEGORIES);
  await putOnShelf(db, ["US", "DE"], ADDRESSES);
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

/** Puts more addresses of the country that is bought from on the shelf, where they run short. */
export async function stockUp(db: Database): Promise<void> {
  const [row] = await db.query<{ free: number }>(
    "select count(*) as free from stock where country = 'US' and subscription_id is null",
  );
  if ((row?.free ?? 0) < ENOUGH) await putOnShelf(db, ["US"], 2 * ENOUGH);
}

async function putOnShelf(db: Database, countries: string[], count: number): Promise<void> {
  await db.query(
    `insert into stock (supplier, category, country, ip, port_http, port_socks, shelf)
     select 'local', 'isp', ($1::text[])[1 + n % cardinality($1::text[])],
            '10.' || n / 65536 || '.' || n / 256 % 256 || '.' || n % 256, 8080, 1080, n
       from (select coalesce(max(shelf), 0)::int as last from stock) shelf, generate_series(last + 1, last + $2::int) n`,
    [countries, count],
  );
}
