import type { Db } from "./db";
import type { OrderRow } from "./orders";
import { onlyId } from "./wallets";

/** Orders that cost nothing, the traffic that they bring, and refunds of those that did cost something. */

export interface NewGrant {
  userId: number;
  kind: "grant" | "traffic";
  subscriptionId: number;
  supplier: string;
  quantity: number;
  termDays: number | null;
  requestId: string;
  now: Date;
}

/** Inserts an open order of price 0.00 without a transaction. */
export async function insertGrant(db: Db, g: NewGrant): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into orders (user_id, kind, subscription_id, supplier, quantity, unit_price, price, state, term_days,
                         request_id, created_at)
     values ($1, $2, $3, $4, $5, 0, 0, 'held', $6, $7, $8) returning id`,
    [g.userId, g.kind, g.subscriptionId, g.supplier, g.quantity, g.termDays, g.requestId, g.now],
  );
  return onlyId(rows);
}

/** Adds an order's traffic to its subscription. */
export async function insertTraffic(
  db: Db,
  t: { orderId: number; subscriptionId: number; bytes: bigint; now: Date },
): Promise<void> {
  await db.query(
    "insert into traffic_bought (order_id, subscription_id, bytes, created_at) values ($1, $2, $3, $4)",
    [t.orderId, t.subscriptionId, t.bytes, t.now],
  );
}

/** Raises a subscription's quantity; whoever listens learns that its access changed. */
export async function raiseQuantity(db: Db, subscriptionId: number, by: number): Promise<void> {
  await db.query("update subscriptions set quantity = quantity + $2 where id = $1", [subscriptionId, by]);
}

/** The country that has the most free addresses of a category; `null` when none has enough. */
export async function fullestCountry(
  db: Db,
  supplier: string,
  category: string,
  quantity: number,
): Promise<string | null> {
  const [row] = await db.query<{ country: string }>(
    `select country from stock
      where supplier = $1 and category = $2 and subscription_id is null and withdrawn_at is null
      group by country having count(*) >= $3 order by count(*) desc, country limit 1`,
    [supplier, category, quantity],
  );
  return row?.country ?? null;
}

/** True when a category has exits, in a country or (`null`) anywhere. */
export async function hasExits(
  db: Db,
  supplier: string,
  category: string,
  country: string | null,
): Promise<boolean> {
  const rows = await db.query(
    `select 1 from stock
      where supplier = $1 and category = $2 and ($3::text is null or country = $3)
        and subscription_id is null and withdrawn_at is null limit 1`,
    [supplier, category, country],
  );
  return rows.length > 0;
}

/** What was paid for a subscription and not refunded yet, oldest first. */
export function listRefundable(
  db: Db,
  subscriptionId: number,
): Promise<Pick<OrderRow, "id" | "price" | "new_expires_at">[]> {
  return db.query(
    `select o.id, o.price, o.new_expires_at from orders o
      where o.subscription_id = $1 and o.state = 'delivered' and o.price > 0
        and not exists (select 1 from refunds r where r.order_id = o.id)
      order by o.id`,
    [subscriptionId],
  );
}

/** Notes an order's refund; the database refuses a second one. */
export async function insertRefund(
  db: Db,
  r: { orderId: number; transactionId: number; amount: string; now: Date },
): Promise<void> {
  await db.query(
    "insert into refunds (order_id, transaction_id, amount, created_at) values ($1, $2, $3, $4)",
    [r.orderId, r.transactionId, r.amount, r.now],
  );
}
