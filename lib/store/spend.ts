import type { Db } from "./db";

export interface SpendCapRow {
  /** Whose orders count: the key's own, or those of the one it was rotated from. */
  counts_as: number;
  cap: string;
  period: "month" | "total";
}

/** A key's cap. Locks it, so that two orders of the key can't both take what is left. */
export async function lockSpendCap(db: Db, keyId: number): Promise<SpendCapRow | null> {
  const [row] = await db.query<SpendCapRow>(
    `select root.id as counts_as, k.spend_cap as cap, k.spend_cap_period as period
       from api_keys k join api_keys root on root.id = coalesce(k.spends_as, k.id)
      where k.id = $1 and k.spend_cap is not null for no key update of root`,
    [keyId],
  );
  return row ?? null;
}

/** What a key's orders cost since `since`; failed ones gave their money back. */
export async function readSpent(db: Db, countsAs: number, since: Date | null): Promise<string> {
  const [row] = await db.query<{ spent: string }>(
    `select coalesce(sum(o.price), 0.00) as spent from key_spend s join orders o on o.id = s.order_id
      where s.key_id = $1 and o.state <> 'failed' and ($2::timestamptz is null or o.created_at >= $2)`,
    [countsAs, since],
  );
  return row?.spent ?? "0.00";
}

/** Counts an order against its key's cap. */
export async function insertKeySpend(db: Db, orderId: number, countsAs: number): Promise<void> {
  await db.query("insert into key_spend (order_id, key_id) values ($1, $2)", [orderId, countsAs]);
}
