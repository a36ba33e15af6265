import type { Db } from "./db";

/** Stored answers, the audit trail and settings. */

export interface StoredAnswer {
  fingerprint: string;
  order_id: number | null;
  deposit_id: number | null;
  status: number | null;
  body: Record<string, unknown> | null;
}

/**
 * Claims a key for a request. True: it is this transaction's to answer. Waits while another transaction has
 * claimed it and not ended.
 */
export async function claimKey(
  db: Db,
  claim: { principal: string; key: string; fingerprint: string; now: Date },
): Promise<boolean> {
  const rows = await db.query(
    `insert into idempotency (principal, key, fingerprint, created_at) values ($1, $2, $3, $4)
     on conflict (principal, key) do nothing returning key`,
    [claim.principal, claim.key, claim.fingerprint, claim.now],
  );
  return rows.length > 0;
}

export async function readAnswer(db: Db, principal: string, key: string): Promise<StoredAnswer | null> {
  const [row] = await db.query<StoredAnswer>(
    "select fingerprint, order_id, deposit_id, status, body from idempotency where principal = $1 and key = $2",
    [principal, key],
  );
  return row ?? null;
}

/** Keeps the answer of a claimed key: an order or a deposit, whose state is the answer, or a status with a body. */
export async function storeAnswer(
  db: Db,
  claim: { principal: string; key: string },
  answer: { orderId: number } | { depositId: number } | { status: number; body: Record<string, unknown> },
): Promise<void> {
  const [status, body] = "status" in answer ? [answer.status, JSON.stringify(answer.body)] : [null, null];
  await db.query(
    `update idempotency set order_id = $3, deposit_id = $4, status = $5, body = $6::jsonb
      where principal = $1 and key = $2`,
    [
      claim.principal,
      claim.key,
      "orderId" in answer ? answer.orderId : null,
      "depositId" in answer ? answer.depositId : null,
      status,
      body,
    ],
  );
}

export interface NewAudit {
  action: string;
  subject: string;
  subjectId: number | null;
  userId: number | null;
  keyId: number | null;
  byName: string;
  facts: Record<string, unknown>;
  requestId: string;
  now: Date;
}

export async function insertAudit(db: Db, a: NewAudit): Promise<void> {
  await db.query(
    `insert into audit (action, subject, subject_id, user_id, key_id, by_name, facts, request_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9)`,
    [
      a.action,
      a.subject,
      a.subjectId,
      a.userId,
      a.keyId,
      a.byName,
      JSON.stringify(a.facts),
      a.requestId,
      a.now,
    ],
  );
}

export interface AuditRow {
  id: number;
  action: string;
  by_name: string;
  created_at: Date;
}

export function listAudit(
  db: Db,
  f: { subject: string; subjectId: number; action: string | null; before: number | null; limit: number },
): Promise<AuditRow[]> {
  return db.query<AuditRow>(
    `select id, action, by_name, created_at from audit
      where subject = $1 and subject_id = $2 and ($3::text is null or action = $3) and ($4::bigint is null or id < $4)
      order by id desc limit $5`,
    [f.subject, f.subjectId, f.action, f.before, f.limit],
  );
}

export async function readSetting(db: Db, name: string): Promise<unknown> {
  return (
    (await db.query<{ value: unknown }>("select value from settings where name = $1", [name]))[0]?.value ??
    null
  );
}

export async function writeSetting(db: Db, name: string, value: unknown): Promise<void> {
  await db.query(
    "insert into settings (name, value) values ($1, $2::jsonb) on conflict (name) do update set value = excluded.value",
    [name, JSON.stringify(value)],
  );
}

/** True while a fault has times left. */
export async function hasFault(db: Db, setting: string): Promise<boolean> {
  const sql = "select 1 from settings where name = $1 and (value->>'times')::int > 0";
  return (await db.query(sql, [setting])).length > 0;
}

/** Takes one of a fault's remaining times, if it is one of `kinds`. Null when there is none left. */
export async function takeFault(
  db: Db,
  setting: string,
  kinds: readonly string[] | null = null,
): Promise<string | null> {
  const [row] = await db.query<{ fault: string }>(
    `update settings set value = jsonb_set(value, '{times}', to_jsonb((value->>'times')::int - 1))
      where name = $1 and (value->>'times')::int > 0 and ($2::text[] is null or value->>'fault' = any ($2))
      returning value->>'fault' as fault`,
    [setting, kinds],
  );
  return row && row.fault !== "none" ? row.fault : null;
}
