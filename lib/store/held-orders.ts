import type { AuditAction } from "@/lib/audit-action";
import type { Db } from "./db";

export interface HeldOrder {
  userId: number;
  kind: "purchase" | "renewal";
  subscriptionId: number;
  supplier: string;
  quantity: number;
  unitPrice: string;
  price: string;
  description: string;
  principal: string;
  idempotencyKey: string;
  /** Of a renewal: the end that it extends. One period is charged once at most. */
  periodEnd: Date | null;
  /** When the sweeper looks after it; machine time. `null`: it is settled in the same transaction. */
  settleAt: Date | null;
  audit: { action: AuditAction; keyId: number | null; byName: string };
  requestId: string;
  now: Date;
}

/**
 * Inserts an order with all that stands or falls with it: the pending transaction and its hold, the job that settles it,
 * the audit row, and the order as the answer of its claimed idempotency key. One statement, because a purchase is a row of
 * round trips.
 */
export async function insertHeldOrder(db: Db, o: HeldOrder): Promise<{ id: number; transaction_id: number }> {
  const [row] = await db.query<{ id: number; transaction_id: number }>(
    `with ids as (
       select nextval(pg_get_serial_sequence('orders', 'id')) as order_id,
              nextval(pg_get_serial_sequence('transactions', 'id')) as transaction_id),
     paid as (
       insert into transactions (id, user_id, type, status, amount, description, subscription_id, order_id, created_at)
       overriding system value
       select transaction_id, $1::bigint, $2::text, 'pending', -$7::numeric, $8, $3::bigint, order_id, $9::timestamptz
         from ids),
     held as (
       insert into postings (transaction_id, step, account, user_id, amount)
       select transaction_id, 'hold', leg.account, $1::bigint, leg.sign * $7::numeric
         from ids, (values ('wallet', -1), ('held', 1)) leg (account, sign)),
     placed as (
       insert into orders (id, user_id, kind, subscription_id, transaction_id, supplier, quantity, unit_price, price, state,
                           principal, idempotency_key, request_id, created_at, period_end)
       overriding system value
       select order_id, $1::bigint, $2::text, $3::bigint, transaction_id, $4, $5::integer, $6::numeric, $7::numeric, 'held',
              $10, $11, $12::text, $9::timestamptz, $13::timestamptz
         from ids),
     job as (insert into jobs (kind, subject_id, run_at) select 'settle_order', order_id, $14::timestamptz from ids where $14::timestamptz is not null),
     audited as (
       insert into audit (action, subject, subject_id, user_id, key_id, by_name, facts, request_id, created_at)
       select $15, 'subscription', $3::bigint, $1::bigint, $16::bigint, $17,
              jsonb_build_object('order_id', order_id, 'price_usd', $7::text), $12::text, $9::timestamptz
         from ids),
     answered as (
       update idempotency set order_id = ids.order_id from ids where principal = $10 and key = $11)
     select order_id as id, transaction_id from ids`,
    [
      o.userId,
      o.kind,
      o.subscriptionId,
      o.supplier,
      o.quantity,
      o.unitPrice,
      o.price,
      o.description,
      o.now,
      o.principal,
      o.idempotencyKey,
      o.requestId,
      o.periodEnd,
      o.settleAt,
      o.audit.action,
      o.audit.keyId,
      o.audit.byName,
    ],
  );
  if (!row) throw new Error("The statement returned no row.");
  return row;
}

/**
 * Captures what is held for an order, starts or prolongs its subscription's term (one that was suspended meanwhile stays
 * so), and ends the order, its transaction and its job, in one statement.
 */
export async function captureOrder(
  db: Db,
  o: {
    orderId: number;
    transactionId: number;
    userId: number;
    price: string;
    subscriptionId: number;
    newExpiresAt: Date;
    now: Date;
  },
): Promise<void> {
  await db.query(
    `with captured as (
       insert into postings (transaction_id, step, account, user_id, amount)
       values ($2::bigint, 'capture', 'held', $3::bigint, -$4::numeric), ($2::bigint, 'capture', 'revenue', null, $4::numeric)),
     term as (
       update subscriptions set state = case state when 'suspended' then state else 'active' end, price = $4::numeric,
              expires_at = $5::timestamptz
        where id = $7 and state <> 'released'),
     completed as (
       update transactions t set status = 'completed', balance_after = w.balance
         from wallets w where t.id = $2 and w.user_id = t.user_id),
     job as (delete from jobs where kind = 'settle_order' and subject_id = $1::bigint)
     update orders set state = 'delivered', new_expires_at = $5::timestamptz, settled_at = $6 where id = $1`,
    [o.orderId, o.transactionId, o.userId, o.price, o.newExpiresAt, o.now, o.subscriptionId],
  );
}
