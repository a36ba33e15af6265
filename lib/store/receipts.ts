import type { Db } from "./db";
import type { OrderRow } from "./orders";
import { type Leg, TRANSACTION_COLUMNS, TRANSACTION_TABLES, type TransactionRow } from "./wallets";

/** A transaction with all that a receipt says of it. */
export interface ReceiptRow extends TransactionRow {
  user_id: number;
  /** Who asked, as idempotency keys name their owners; `null` where no request of its own made it. */
  principal: string | null;
  idempotency_key: string | null;
  request_id: string | null;
  /** What was bought, or what a refund is of. */
  order: Pick<
    OrderRow,
    "id" | "kind" | "state" | "quantity" | "unit_price" | "price" | "new_expires_at"
  > | null;
}

export interface ReceiptPosting {
  id: number;
  step: "post" | "hold" | "capture" | "release";
  account: Leg["account"];
  amount: string;
  created_at: Date;
}

type FlatRow = Omit<ReceiptRow, "order"> & {
  kind: OrderRow["kind"] | null;
  state: OrderRow["state"];
  quantity: number;
  unit_price: string;
  price: string;
  new_expires_at: Date | null;
};

/**
 * A transaction, its order, and the request that made it. A refund and a reversal name the order or deposit that they
 * undo, whose key is not theirs.
 */
export async function readReceipt(db: Db, id: number): Promise<ReceiptRow | null> {
  const [row] = await db.query<FlatRow>(
    `select ${TRANSACTION_COLUMNS}, t.user_id, o.kind, o.state, o.quantity, o.unit_price, o.price, o.new_expires_at,
            case when o.transaction_id = t.id then o.principal
                 when d.transaction_id = t.id then i.principal end as principal,
            case when o.transaction_id = t.id then o.idempotency_key
                 when d.transaction_id = t.id then i.key end as idempotency_key,
            case when o.transaction_id = t.id then o.request_id
                 when d.transaction_id = t.id then d.request_id end as request_id
       from ${TRANSACTION_TABLES}
       left join orders o on o.id = t.order_id
       left join idempotency i on i.deposit_id = d.id
      where t.id = $1`,
    [id],
  );
  if (!row) return null;
  const { kind, state, quantity, unit_price, price, new_expires_at, ...rest } = row;
  const isOrders = kind !== null && row.order_id !== null;
  return {
    ...rest,
    order: isOrders
      ? { id: row.order_id ?? 0, kind, state, quantity, unit_price, price, new_expires_at }
      : null,
  };
}

/** The postings of a transaction, in the order in which they were made. */
export function listPostingsOf(db: Db, transactionId: number): Promise<ReceiptPosting[]> {
  return db.query<ReceiptPosting>(
    "select id, step, account, amount, created_at from postings where transaction_id = $1 order by id",
    [transactionId],
  );
}
