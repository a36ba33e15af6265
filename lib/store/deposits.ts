import type { Db } from "./db";
import { onlyId } from "./wallets";

export interface DepositRow {
  id: number;
  user_id: number;
  provider: string;
  invoice_key: string;
  /** The provider's name for it; `null` until the provider has answered. */
  external_id: string | null;
  amount: string;
  fee: string;
  payable: string;
  received: string | null;
  status: "pending" | "completed" | "failed" | "expired";
  failure: "provider_failed" | "provider_misconfig" | null;
  pay_url: string | null;
  instructions: string | null;
  flags: string[];
  reference: string | null;
  reason: string | null;
  transaction_id: number;
  reversal_id: number | null;
  request_id: string;
  created_at: Date;
  expires_at: Date;
  settled_at: Date | null;
}

/** The columns of a `DepositRow`. */
export const SELECT_DEPOSITS = `select d.id, d.user_id, d.provider, d.invoice_key, d.external_id, d.amount, d.fee, d.payable, d.received,
    d.status, d.failure, d.pay_url, d.instructions, d.flags, d.reference, d.reason, d.transaction_id, d.reversal_id,
    d.request_id, d.created_at, d.expires_at, d.settled_at
  from deposits d`;

export type NewDeposit = {
  userId: number;
  provider: string;
  invoiceKey: string;
  amount: string;
  fee: string;
  payable: string;
  transactionId: number;
  requestId: string;
  now: Date;
  expiresAt: Date;
};

/** Inserts a pending deposit and names it in its transaction; returns its id. */
export async function insertDeposit(db: Db, d: NewDeposit): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into deposits (user_id, provider, invoice_key, amount, fee, payable, status, transaction_id, request_id,
                           created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, 'pending', $7, $8, $9, $10) returning id`,
    [
      d.userId,
      d.provider,
      d.invoiceKey,
      d.amount,
      d.fee,
      d.payable,
      d.transactionId,
      d.requestId,
      d.now,
      d.expiresAt,
    ],
  );
  const id = onlyId(rows);
  await nameTransactionsDeposit(db, d.transactionId, id);
  return id;
}

/** Ties a transaction to the deposit that it credits or takes back. */
export async function nameTransactionsDeposit(db: Db, id: number, depositId: number): Promise<void> {
  await db.query("update transactions set deposit_id = $2 where id = $1", [id, depositId]);
}

export async function readDeposit(db: Db, id: number): Promise<DepositRow | null> {
  return (await db.query<DepositRow>(`${SELECT_DEPOSITS} where d.id = $1`, [id]))[0] ?? null;
}

/** A deposit that nobody else changes until the transaction ends. */
export async function lockDeposit(db: Db, id: number): Promise<DepositRow | null> {
  return (await db.query<DepositRow>(`${SELECT_DEPOSITS} where d.id = $1 for update`, [id]))[0] ?? null;
}

export async function readDepositByTransaction(db: Db, transactionId: number): Promise<DepositRow | null> {
  return (
    (await db.query<DepositRow>(`${SELECT_DEPOSITS} where d.transaction_id = $1`, [transactionId]))[0] ?? null
  );
}

/** By the provider's name for it, or by ours where the provider's answer to us was lost. */
export async function readDepositByName(
  db: Db,
  provider: string,
  externalId: string,
  invoiceKey: string | null = null,
): Promise<DepositRow | null> {
  const [row] = await db.query<DepositRow>(
    `${SELECT_DEPOSITS} where d.provider = $1 and (d.external_id = $2 or (d.external_id is null and d.invoice_key = $3))`,
    [provider, externalId, invoiceKey],
  );
  return row ?? null;
}

/** Notes under which name the provider keeps the invoice, and where it is paid; the first answer stays. */
export async function writeInvoice(
  db: Db,
  id: number,
  invoice: { externalId: string; payUrl: string | null; instructions: string | null },
): Promise<void> {
  await db.query(
    `update deposits set external_id = coalesce(external_id, $2), pay_url = coalesce(pay_url, $3),
            instructions = coalesce(instructions, $4) where id = $1`,
    [id, invoice.externalId, invoice.payUrl, invoice.instructions],
  );
}

export interface DepositChange {
  status: DepositRow["status"];
  received?: string;
  failure?: string;
  reference?: string | undefined;
  reason?: string | undefined;
  reversalId?: number;
  flags?: readonly string[];
  now: Date;
}

/** Moves a locked deposit to another status. Flags are added to those that are there. */
export async function updateDeposit(db: Db, id: number, c: DepositChange): Promise<void> {
  await db.query(
    `update deposits set status = $2, received = coalesce($3::numeric, received), failure = coalesce($4, failure),
            reference = coalesce($5, reference), reason = coalesce($6, reason), reversal_id = coalesce($7, reversal_id),
            flags = array(select distinct unnest(flags || $8::text[]) order by 1), settled_at = $9
      where id = $1`,
    [
      id,
      c.status,
      c.received ?? null,
      c.failure ?? null,
      c.reference ?? null,
      c.reason ?? null,
      c.reversalId ?? null,
      c.flags ?? [],
      c.now,
    ],
  );
}

/** Marks a deposit for an operator's eye. */
export async function flagDeposit(db: Db, id: number, flag: string): Promise<void> {
  await db.query(
    "update deposits set flags = array(select distinct unnest(flags || $2::text[]) order by 1) where id = $1",
    [id, [flag]],
  );
}

export interface NewProviderEvent {
  provider: string;
  eventId: string;
  depositId: number;
  kind: string;
  received: string | null;
  now: Date;
}

/** Writes a provider's event down. False: it was there before. Waits while another transaction writes the same. */
export async function insertProviderEvent(db: Db, e: NewProviderEvent): Promise<boolean> {
  const rows = await db.query(
    `insert into provider_events (provider, event_id, deposit_id, kind, received, created_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning event_id`,
    [e.provider, e.eventId, e.depositId, e.kind, e.received, e.now],
  );
  return rows.length > 0;
}

export async function hasProviderEvent(db: Db, provider: string, eventId: string): Promise<boolean> {
  return (
    (
      await db.query("select 1 from provider_events where provider = $1 and event_id = $2", [
        provider,
        eventId,
      ])
    ).length > 0
  );
}

/** Locks pending deposits that have run out; others skip them. */
export function lockExpiredDeposits(db: Db, now: Date, limit: number): Promise<DepositRow[]> {
  return db.query<DepositRow>(
    `${SELECT_DEPOSITS} where d.status = 'pending' and d.expires_at <= $1 order by d.expires_at limit $2 for update skip locked`,
    [now, limit],
  );
}
