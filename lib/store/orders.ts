import type { Db } from "./db";

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
  /** Whose idempotency key it was placed with; `system`: auto-renew. */
  principal: string;
  created_at: Date;
  /** Of its subscription. */
  category: string;
  country: string;
  subscription_kind: "static" | "rotating";
  expires_at: Date | null;
}

/** What an order's answer says. */
export type OrderFacts = Pick<
  OrderRow,
  | "id"
  | "kind"
  | "state"
  | "failure"
  | "subscription_id"
  | "price"
  | "quantity"
  | "country"
  | "new_expires_at"
  | "request_id"
>;

const SELECT = `select o.id, o.user_id, o.kind, o.subscription_id, o.transaction_id, o.supplier, o.quantity, o.unit_price,
    o.price, o.state, o.failure, o.new_expires_at, o.term_days, o.supplier_silence, o.request_id, o.principal, o.created_at,
    s.category, s.country, s.kind as subscription_kind, s.expires_at
  from orders o join subscriptions s on s.id = o.subscription_id`;

/** An order with its subscription's facts; `lock` keeps others from settling it. */

export async function readOrder(db: Db, id: number, lock = false): Promise<OrderRow | null> {
  const sql = `${SELECT} where o.id = $1`;
  return (await db.query<OrderRow>(lock ? `${sql} for update of o` : sql, [id]))[0] ?? null;
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

export interface JobRow {
  id: number;
  kind: string;
  subject_id: number;
  attempts: number;
  /** When the lease runs out; also what tells this lease from a later one. */
  run_at: Date;
}

/** Leases due jobs: nobody else gets them before `leaseSeconds` have passed. */
export function leaseJobs(db: Db, now: Date, leaseSeconds: number, limit: number): Promise<JobRow[]> {
  return db.query<JobRow>(
    `update jobs set run_at = $1::timestamptz + make_interval(secs => $2), attempts = attempts + 1
      where id in (select id from jobs where run_at <= $1 order by run_at, id limit $3 for update skip locked)
      returning id, kind, subject_id, attempts, run_at`,
    [now, leaseSeconds, limit],
  );
}

/** Takes a done job off the list, unless its lease ran out and somebody else has it. */
export async function finishJob(db: Db, job: JobRow): Promise<void> {
  await db.query("delete from jobs where id = $1 and run_at = $2", [job.id, job.run_at]);
}

/** Notes why a job failed and when it is tried again, unless its lease ran out and somebody else has it. */
export async function failJob(db: Db, job: JobRow, error: string, runAt: Date): Promise<void> {
  await db.query("update jobs set last_error = $3, run_at = $4 where id = $1 and run_at = $2", [
    job.id,
    job.run_at,
    error,
    runAt,
  ]);
}

/** When the next job is due; `null` when there is none. */
export async function nextJobAt(db: Db): Promise<Date | null> {
  return (
    (await db.query<{ run_at: Date }>("select run_at from jobs order by run_at, id limit 1"))[0]?.run_at ??
    null
  );
}
