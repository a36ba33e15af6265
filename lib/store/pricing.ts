import type { Db } from "./db";

/** Lets one operator at a time change a category; readers don't wait. */
export async function lockCategory(tx: Db, category: string): Promise<void> {
  await tx.query("select 1 from categories where category = $1 for no key update", [category]);
}

/** Replaces all tiers of a category at once. */
export async function replaceTiers(
  tx: Db,
  category: string,
  tiers: readonly { min_quantity: number; unit_price: string }[],
): Promise<void> {
  await tx.query("delete from price_tiers where category = $1", [category]);
  await tx.query(
    `insert into price_tiers (category, min_quantity, unit_price)
     select $1, (t->>'min_quantity')::int, (t->>'unit_price')::numeric from jsonb_array_elements($2::jsonb) t`,
    [category, JSON.stringify(tiers)],
  );
}

export async function updateLive(db: Db, category: string, live: boolean): Promise<void> {
  await db.query("update categories set live = $2 where category = $1", [category, live]);
}
