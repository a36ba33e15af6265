import type { Db } from "./db";
import { firstOf, whereOf } from "./where";

export interface WalletRow {
  balance: string;
  held: string;
  /** Owed after a reversal; what comes in pays it first. */
  debt: string;
}

/** A wallet's figures; `lock` keeps others from spending until the transaction ends. */
export async function readWallet(db: Db, userId: number, lock = false): Promise<WalletRow | null> {
  const sql = "select balance, held, debt from wallets where user_id = $1";
  const [row] = await db.query<WalletRow>(lock ? `${sql} for update` : sql, [userId]);
  return row ?? null;
}

export interface TransactionRow {
  id: number;
  type: "deposit" | "purchase" | "renewal" | "refund" | "referral" | "adjustment";
  status: "pending" | "completed" | "failed";
  amount: string;
  balance_after: string | null;
  description: string;
  order_id: number | null;
  subscription_id: number | null;
  created_at: Date;
  /** Its invoice, where it is a deposit's. */
  deposit: TransactionDeposit | null;
}

export interface TransactionDeposit {
  provider: string;
  external_id: string | null;
  fee: string;
  payable: string;
  pay_url: string | null;
  expires_at: string;
}

type NewTransaction = Pick<
  TransactionRow,
  "type" | "status" | "amount" | "description" | "subscription_id"
> & {
  userId: number;
  now: Date;
};

/** Inserts a transaction without postings; returns its id. */
export async function insertTransaction(db: Db, t: NewTransaction): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into transactions (user_id, type, status, amount, description, subscription_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [t.userId, t.type, t.status, t.amount, t.description, t.subscription_id, t.now],
  );
  return onlyId(rows);
}

export interface Leg {
  account: "wallet" | "held" | "debt" | "revenue" | "adjustments" | "cash" | "referrals";
  userId: number | null;
  amount: string;
}

/** Posts the legs of one step in one statement; the database refuses legs that don't sum to zero or overdraw. */
export async function insertPostings(
  db: Db,
  transactionId: number,
  step: string,
  legs: readonly Leg[],
): Promise<void> {
  await db.query(
    `insert into postings (transaction_id, step, account, user_id, amount)
     select $1, $2, leg->>'account', (leg->>'userId')::bigint, (leg->>'amount')::numeric
       from jsonb_array_elements($3::jsonb) leg`,
    [transactionId, step, JSON.stringify(legs)],
  );
}

/** Ends a pending transaction; the wallet's balance is noted as the balance after it. */
export async function finishTransaction(db: Db, id: number, status: "completed" | "failed"): Promise<void> {
  await db.query(
    `update transactions t set status = $2, balance_after = w.balance
       from wallets w where t.id = $1 and w.user_id = t.user_id`,
    [id, status],
  );
}

/** Sets the amount of a pending or failed transaction, where what came in is not what was expected. */
export async function writeTransactionAmount(db: Db, id: number, amount: string): Promise<void> {
  await db.query("update transactions set amount = $2 where id = $1 and status <> 'completed'", [id, amount]);
}

/** Ties a transaction to the order that it pays. */
export async function nameTransactionsOrder(db: Db, id: number, orderId: number): Promise<void> {
  await db.query("update transactions set order_id = $2 where id = $1", [id, orderId]);
}

export interface TransactionFilter {
  userId: number;
  before: number | null;
  limit: number;
  type: string | null;
  status: string | null;
  subscriptionId: number | null;
}

/** The columns of a `TransactionRow`, from `TRANSACTION_TABLES`. */
export const TRANSACTION_COLUMNS = `t.id, t.type, t.status, t.amount, t.balance_after, t.description, t.order_id,
  t.subscription_id, t.created_at,
  case when d.id is not null then jsonb_build_object('provider', d.provider, 'external_id', d.external_id,
    'fee', d.fee::text, 'payable', d.payable::text, 'pay_url', d.pay_url, 'expires_at', d.expires_at) end as deposit`;

export const TRANSACTION_TABLES = "transactions t left join deposits d on d.id = t.deposit_id";

/** A page of a user's transactions, newest first. */
export function listTransactions(db: Db, f: TransactionFilter): Promise<TransactionRow[]> {
  const { sql, values } = whereOf({
    "t.user_id = ?": f.userId,
    "t.id < ?": f.before,
    "t.type = ?": f.type,
    "t.subscription_id = ?": f.subscriptionId,
    "t.status = 'completed' and ?": f.status === "completed" ? true : null,
    "t.status <> 'completed' and t.status = ?": f.status === "completed" ? null : f.status,
  });
  const page = firstOf(`select * from transactions t where ${sql}`, "id desc", `$${values.push(f.limit)}`);
  return db.query<TransactionRow>(
    `select ${TRANSACTION_COLUMNS} from ${page} t left join deposits d on d.id = t.deposit_id order by t.id desc`,
    values,
  );
}

/** The id of a statement that returns exactly one. */
export function onlyId(rows: readonly { id: number }[]): number {
  const [row] = rows;
  if (!row) throw new Error("The statement returned no id.");
  return row.id;
}
