import type { Db } from "./db";
import { onlyId } from "./wallets";

export interface OrderRow {
  id: number;
  user_id: number;
  /** `grant` and `traffic` are an operator's gifts: price 0.00, no transaction. */
  kind: "purchase" | "renewal" | "grant" | "traffic";
  subscription_id: number;
  transaction_id: number | null;
  supplier: string;
  quantity: number;
  unit_price: string;
  price: string;
  state: "held" | "delivered" | "failed";
  failure: "provider_failed" | "provider_misconfig" | null;
  new_expires_at: Date | null;
  /** Of a grant; `null`: it has no end. */
  term_days: number | null;
  supplier_silence: number;
  request_id: string;
  created_at: Date;
}

const COLUMNS = `id, user_id, kind, subscription_id, transaction_id, supplier, quantity, unit_price, price, state,
  failure, new_expires_at, term_days, supplier_silence, request_id, created_at`;

export interface NewOrder {
  userId: number;
  kind: OrderRow["kind"];
  subscriptionId: number;
  transactionId: number;
  supplier: string;
  quantity: number;
  unitPrice: string;
  price: string;
  principal: string;
  idempotencyKey: string;
  requestId: string;
  now: Date;
}

export async function insertOrder(db: Db, o: NewOrder): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into orders (user_id, kind, subscription_id, transaction_id, supplier, quantity, unit_price, price, state,
                         principal, idempotency_key, request_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'held', $9, $10, $11, $12) returning id`,
    [
      o.userId,
      o.kind,
      o.subscriptionId,
      o.transactionId,
      o.supplier,
      o.quantity,
      o.unitPrice,
      o.price,
      o.principal,
      o.idempotencyKey,
      o.requestId,
      o.now,
    ],
  );
  return onlyId(rows);
}

export async function readOrder(db: Db, id: number, lock = false): Promise<OrderRow | null> {
  const sql = `select ${COLUMNS} from orders where id = $1`;
  return (await db.query<OrderRow>(lock ? `${sql} for update` : sql, [id]))[0] ?? null;
}

/** True while an order of the subscription is neither delivered nor failed. */
export async function hasOpenOrder(db: Db, subscriptionId: number): Promise<boolean> {
  return (
    (await db.query("select 1 from orders where subscription_id = $1 and state = 'held'", [subscriptionId]))
      .length > 0
  );
}

export async function finishOrder(
  db: Db,
  id: number,
  end: { state: "delivered" | "failed"; failure: string | null; newExpiresAt: Date | null; now: Date },
): Promise<void> {
  await db.query(
    "update orders set state = $2, failure = $3, new_expires_at = $4, settled_at = $5 where id = $1",
    [id, end.state, end.failure, end.newExpiresAt, end.now],
  );
}

/** Notes that the supplier knew nothing of the order; answers how often that has been so. */
export async function countSilence(db: Db, id: number): Promise<number> {
  const [row] = await db.query<{ supplier_silence: number }>(
    "update orders set supplier_silence = supplier_silence + 1 where id = $1 returning supplier_silence",
    [id],
  );
  return row?.supplier_silence ?? 0;
}

/** Puts a job in the list, once per kind and subject; `runAt` is machine time. */
export async function insertJob(db: Db, kind: string, subjectId: number, runAt: Date): Promise<void> {
  await db.query(
    "insert into jobs (kind, subject_id, run_at) values ($1, $2, $3) on conflict (kind, subject_id) do nothing",
    [kind, subjectId, runAt],
  );
}

export async function deleteJob(db: Db, kind: string, subjectId: number): Promise<void> {
  await db.query("delete from jobs where kind = $1 and subject_id = $2", [kind, subjectId]);
}

/** Lets a job that never ends come again at `runAt`. */
export async function repeatJob(db: Db, kind: string, subjectId: number, runAt: Date): Promise<void> {
  await db.query("update jobs set run_at = $3, attempts = 0 where kind = $1 and subject_id = $2", [
    kind,
    subjectId,
    runAt,
  ]);
}

export interface JobRow {
  id: number;
  kind: string;
  subject_id: number;
  attempts: number;
}

/** Leases due jobs: nobody else gets them before `leaseSeconds` have passed. */
export function leaseJobs(db: Db, now: Date, leaseSeconds: number, limit: number): Promise<JobRow[]> {
  return db.query<JobRow>(
    `update jobs set run_at = $1::timestamptz + make_interval(secs => $2), attempts = attempts + 1
      where id in (select id from jobs where run_at <= $1 order by run_at, id limit $3 for update skip locked)
      returning id, kind, subject_id, attempts`,
    [now, leaseSeconds, limit],
  );
}

export async function failJob(db: Db, id: number, error: string, runAt: Date): Promise<void> {
  await db.query("update jobs set last_error = $2, run_at = $3 where id = $1", [id, error, runAt]);
}
