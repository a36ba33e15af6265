import type { Db } from "./db";
import { STOCK_NOW } from "./tallies";

export interface CategoryRow {
  category: "isp" | "datacenter" | "residential" | "mobile";
  label: string;
  unit: "IP" | "GB";
  kind: "static" | "rotating";
  live: boolean;
  tiers: { min_quantity: number; unit_price: string }[];
}

/** The columns of a `CategoryRow`. */
export const SELECT_CATEGORIES = `select c.category, c.label, c.unit, c.kind, c.live,
    (select coalesce(jsonb_agg(jsonb_build_object('min_quantity', t.min_quantity, 'unit_price', t.unit_price::text)
                               order by t.min_quantity), '[]')
       from price_tiers t where t.category = c.category) as tiers
  from categories c`;

export function listCategories(db: Db): Promise<CategoryRow[]> {
  return db.query<CategoryRow>(`${SELECT_CATEGORIES} order by c.position`);
}

export async function readCategory(db: Db, category: string): Promise<CategoryRow | null> {
  return (await db.query<CategoryRow>(`${SELECT_CATEGORIES} where c.category = $1`, [category]))[0] ?? null;
}

/** All categories, with the version of the catalog that they are. */
export async function readVersionedCatalog(db: Db): Promise<{ version: number; categories: CategoryRow[] }> {
  const rows = await db.query<CategoryRow & { version: number }>(
    `select sold.*, (select version from catalog_version) as version
       from (${SELECT_CATEGORIES}) sold join categories c using (category) order by c.position`,
  );
  return { version: rows[0]?.version ?? 0, categories: rows };
}

/** Free addresses by category and country: as many as one purchase can have, which comes wholly from one supplier. */
export function countFreeStock(db: Db): Promise<{ category: string; country: string; free: number }[]> {
  return db.query(
    `select category, country, max(free) as free from ${STOCK_NOW} lots
      group by category, country order by category, country`,
  );
}

/** True when `quantity` free addresses are there; `country` null: in any one country. */
export async function hasFreeStock(
  db: Db,
  category: string,
  country: string | null,
  quantity: number,
): Promise<boolean> {
  const rows = await db.query(
    `select 1 from ${STOCK_NOW} lots
      where category = $1 and ($2::text is null or country = $2) and free >= $3 limit 1`,
    [category, country, quantity],
  );
  return rows.length > 0;
}

/**
 * Gives free addresses of one supplier to a subscription: all or none. Others skip the rows it has locked. As an array
 * they are found by their ids however much stock there is; a join's plan would guess how many they are.
 */
export async function allocateStock(
  db: Db,
  want: { supplier: string; category: string; country: string; quantity: number; subscriptionId: number },
): Promise<boolean> {
  const rows = await db.query(
    `with picked as materialized (
       select id from stock
        where category = $1 and country = $2 and supplier = $3 and subscription_id is null and withdrawn_at is null
        order by category, country, supplier, shelf limit $4 for update skip locked)
     update stock set subscription_id = $5
      where id = any (array(select id from picked)) and (select count(*) from picked) = $4 returning id`,
    [want.category, want.country, want.supplier, want.quantity, want.subscriptionId],
  );
  return rows.length === want.quantity;
}

/**
 * Puts a subscription's addresses back, behind the others, so that a sold address rests for a while. One that brought
 * its own password is withdrawn instead: who had it still knows it, so it returns with a new one or not at all.
 */
export async function releaseStock(db: Db, subscriptionId: number): Promise<void> {
  await db.query(
    `update stock set subscription_id = null, shelf = (extract(epoch from clock_timestamp()) * 1000)::bigint,
                      withdrawn_at = case when password_sealed is not null then clock_timestamp() end
      where subscription_id = $1`,
    [subscriptionId],
  );
}

export interface AddressRow {
  ip: string;
  port_http: number;
  port_socks: number;
}

export function listAddresses(db: Db, subscriptionId: number): Promise<AddressRow[]> {
  return db.query<AddressRow>(
    "select ip, port_http, port_socks from stock where subscription_id = $1 order by id",
    [subscriptionId],
  );
}

export interface NewStock extends AddressRow {
  supplier: string;
  category: string;
  country: string;
}

/** Adds addresses; ones that are there already are left alone. Answers how many were new. */
export async function insertStock(db: Db, addresses: readonly NewStock[]): Promise<number> {
  const rows = await db.query(
    `insert into stock (supplier, category, country, ip, port_http, port_socks, shelf)
     select a->>'supplier', a->>'category', a->>'country', a->>'ip', (a->>'port_http')::int, (a->>'port_socks')::int, n
       from jsonb_array_elements($1::jsonb) with ordinality as list(a, n)
     on conflict (ip, port_http) do nothing returning id`,
    [JSON.stringify(addresses)],
  );
  return rows.length;
}

export interface NewCategory {
  category: string;
  label: string;
  unit: string;
  kind: string;
  live: boolean;
  tiers: readonly (readonly [minQuantity: number, unitPrice: string])[];
}

/** Adds categories with their tiers where they are not there yet; prices of those that are there are left alone. */
export async function insertCategories(db: Db, categories: readonly NewCategory[]): Promise<void> {
  for (const [position, c] of categories.entries()) {
    const fresh = await db.query(
      `insert into categories (category, label, unit, kind, live, position)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning category`,
      [c.category, c.label, c.unit, c.kind, c.live, position],
    );
    if (!fresh.length) continue;
    for (const [minQuantity, unitPrice] of c.tiers) {
      await db.query("insert into price_tiers values ($1, $2, $3::numeric) on conflict do nothing", [
        c.category,
        minQuantity,
        unitPrice,
      ]);
    }
  }
}
