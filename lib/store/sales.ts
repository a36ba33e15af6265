import type { AuditAction } from "@/lib/audit-action";
import { type CategoryRow, SELECT_CATEGORIES } from "./catalog";
import type { Db } from "./db";
import type { NewSubscription } from "./subscriptions";
import { onlyId, type WalletRow } from "./wallets";

/** A new subscription, with all of its goods from one supplier: a purchase never mixes them. */
export interface Opening extends NewSubscription {
  /** Drawn before, because what is sealed for it is sealed for its id. */
  subscriptionId: number;
  /** Addresses that the transaction has locked with `pickStock`, as many as `quantity`. */
  stockIds: readonly number[];
}

/** What a sale is decided by. */
export interface SaleTerms {
  /** `null`: there is no such category. */
  category: CategoryRow | null;
  wallet: WalletRow;
  /** The id of the subscription that is opened if it comes to that. */
  subscription_id: number;
}

/** Reads the terms of a sale to a user, and keeps others from spending until the transaction ends. */
export async function readSaleTerms(db: Db, userId: number, category: string): Promise<SaleTerms> {
  const [row] = await db.query<SaleTerms>(
    `select (select to_jsonb(sold) from (${SELECT_CATEGORIES} where c.category = $2) sold) as category,
            jsonb_build_object('balance', w.balance::text, 'held', w.held::text, 'debt', w.debt::text) as wallet,
            nextval(pg_get_serial_sequence('subscriptions', 'id')) as subscription_id
       from wallets w where w.user_id = $1 for update of w`,
    [userId, category],
  );
  if (!row) throw new Error(`User ${userId} has no wallet.`);
  return row;
}

/**
 * Locks free addresses of one supplier for a sale, in the order of the shelf from one place on; fewer than `quantity`
 * when there are no more. Others skip them.
 */
export function pickStock(
  db: Db,
  want: { supplier: string; category: string; country: string; quantity: number; from: number },
): Promise<{ id: number; shelf: number }[]> {
  return db.query(
    `select id, shelf from stock
      where category = $1 and country = $2 and supplier = $3 and subscription_id is null and withdrawn_at is null
        and shelf >= $4
      order by category, country, supplier, shelf limit $5 for update skip locked`,
    [want.category, want.country, want.supplier, want.from, want.quantity],
  );
}

/** The addresses' ids as a subquery: their number is out of the planner's sight, so that it plans the statement once. */
const opening = (state: string, expiresAt: string) => `
  opened as (
    insert into subscriptions (id, user_id, category, kind, supplier, state, country, quantity, price, auto_renew,
                               created_at, expires_at)
    overriding system value
    values ($1::bigint, $2::bigint, $3, $4, $5, '${state}', $6, $7::integer, $8::numeric, $9::boolean,
            $10::timestamptz, ${expiresAt}::timestamptz)),
  given as (update stock set subscription_id = $1::bigint where id = any ((select $11::bigint[])::bigint[]))`;

function valuesOf(o: Opening) {
  return [
    o.subscriptionId,
    o.userId,
    o.category,
    o.kind,
    o.supplier,
    o.country,
    o.quantity,
    o.price,
    o.autoRenew,
    o.now,
    o.stockIds,
  ];
}

/** Opens a subscription whose goods are still to be delivered. */
export async function openSubscription(db: Db, o: Opening): Promise<void> {
  await db.query(`with ${opening("provisioning", "null")} select`, valuesOf(o));
}

export interface Sale extends Opening {
  expiresAt: Date;
  credentials: { login: string; passwordSealed: string; passwordHash: string };
  unitPrice: string;
  description: string;
  principal: string;
  idempotencyKey: string;
  audit: { action: AuditAction; keyId: number | null; byName: string };
  requestId: string;
}

/**
 * Sells what is handed over at once, in one statement: the subscription with its goods and credentials, the delivered
 * order, its transaction with hold and capture, the audit row, and the order as the answer of its claimed idempotency
 * key. The wallet must be locked. Answers the order's id.
 */
export async function sellAtOnce(db: Db, o: Sale): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `with ${opening("active", "$12")},
     ids as materialized (
       select nextval(pg_get_serial_sequence('orders', 'id')) as order_id,
              nextval(pg_get_serial_sequence('transactions', 'id')) as transaction_id),
     sealed as (
       insert into credentials (subscription_id, login, password_sealed, password_hash, changed_at)
       select $1::bigint, $13, $14, $15, $10::timestamptz from ids),
     paid as (
       insert into transactions (id, user_id, type, status, amount, balance_after, description, subscription_id, order_id,
                                 created_at)
       overriding system value
       select transaction_id, $2::bigint, 'purchase', 'completed', -$8::numeric, w.balance - $8::numeric, $16, $1::bigint,
              order_id, $10::timestamptz
         from ids, wallets w where w.user_id = $2::bigint),
     posted as (
       insert into postings (transaction_id, step, account, user_id, amount)
       select transaction_id, leg.step, leg.account, case when leg.is_users then $2::bigint end, leg.sign * $8::numeric
         from ids, (values ('hold', 'wallet', true, -1), ('hold', 'held', true, 1),
                           ('capture', 'held', true, -1), ('capture', 'revenue', false, 1))
                   leg (step, account, is_users, sign)),
     placed as (
       insert into orders (id, user_id, kind, subscription_id, transaction_id, supplier, quantity, unit_price, price,
                           state, new_expires_at, principal, idempotency_key, request_id, created_at, settled_at)
       overriding system value
       select order_id, $2::bigint, 'purchase', $1::bigint, transaction_id, $5, $7::integer, $17::numeric, $8::numeric,
              'delivered', $12::timestamptz, $18, $19, $20::text, $10::timestamptz, $10::timestamptz
         from ids),
     audited as (
       insert into audit (action, subject, subject_id, user_id, key_id, by_name, facts, request_id, created_at)
       select $21, 'subscription', $1::bigint, $2::bigint, $22::bigint, $23,
              jsonb_build_object('order_id', order_id, 'price_usd', $8::text), $20::text, $10::timestamptz
         from ids),
     answered as (
       update idempotency set order_id = ids.order_id from ids where principal = $18 and key = $19)
     select order_id as id from ids`,
    [
      ...valuesOf(o),
      o.expiresAt,
      o.credentials.login,
      o.credentials.passwordSealed,
      o.credentials.passwordHash,
      o.description,
      o.unitPrice,
      o.principal,
      o.idempotencyKey,
      o.requestId,
      o.audit.action,
      o.audit.keyId,
      o.audit.byName,
    ],
  );
  return onlyId(rows);
}
