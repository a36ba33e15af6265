import type { Db } from "./db";

/** A subscription whose automatic renewal is due. */
export interface DueRenewalRow {
  id: number;
  user_id: number;
  expires_at: Date;
}

/** Where a walk over due rows stands, so that it meets each once. */
export interface Place {
  expiresAt: Date;
  id: number;
}

/** The ends that are looked at: after `after`, up to `until`. */
export interface Ends {
  after: Date;
  until: Date;
  now: Date;
}

/**
 * Locks the next subscription whose automatic renewal is due and its user's ban; others skip both. The caller renews it
 * in the same transaction, so a process that dies gives it back at once.
 */
export async function lockDueRenewal(db: Db, ends: Ends, place: Place): Promise<DueRenewalRow | null> {
  const [row] = await db.query<DueRenewalRow>(
    `select s.id, s.user_id, s.expires_at from subscriptions s
       join users u on u.id = s.user_id and not u.is_banned
       left join renewals r on r.subscription_id = s.id and r.period_end = s.expires_at
      where s.state = 'active' and s.kind = 'static' and s.auto_renew
        and s.expires_at > $1 and s.expires_at <= $2 and (s.expires_at, s.id) > ($4::timestamptz, $5::bigint)
        and (r.next_try_at is null or r.next_try_at <= $3)
        and not exists (select 1 from orders o where o.subscription_id = s.id and o.state = 'held')
      order by s.expires_at, s.id limit 1
        for no key update of s skip locked for share of u skip locked`,
    [ends.after, ends.until, ends.now, place.expiresAt, place.id],
  );
  return row ?? null;
}

export interface RenewalTermsRow {
  price: string;
  announced_price: string | null;
  announced_at: Date | null;
  accepted_price: string | null;
  problem: string | null;
  failed: number;
}

/** What an automatic renewal may cost, as far as it is written down, and how many orders of the period failed. */
export async function readRenewalTerms(db: Db, due: DueRenewalRow): Promise<RenewalTermsRow> {
  const [row] = await db.query<RenewalTermsRow>(
    `select s.price, r.announced_price, r.announced_at, r.accepted_price, r.problem,
            (select count(*) from orders o
              where o.subscription_id = s.id and o.period_end = s.expires_at and o.state = 'failed') as failed
       from subscriptions s left join renewals r on r.subscription_id = s.id and r.period_end = s.expires_at
      where s.id = $1`,
    [due.id],
  );
  if (!row) throw new Error(`Subscription ${due.id} is gone.`);
  return row;
}

/** Notes a try of a period's renewal: what was in the way, and when the next one is due. */
export async function noteTry(
  db: Db,
  due: DueRenewalRow,
  outcome: { problem: string | null; nextTryAt: Date },
): Promise<void> {
  await db.query(
    `insert into renewals (subscription_id, period_end, user_id, problem, next_try_at) values ($1, $2, $3, $4, $5)
     on conflict (subscription_id, period_end) do update set problem = $4, next_try_at = $5`,
    [due.id, due.expires_at, due.user_id, outcome.problem, outcome.nextTryAt],
  );
}

/** Notes why the order of an automatic renewal failed; its next try stays when it was. */
export async function noteFailedRenewal(db: Db, orderId: number, problem: string): Promise<void> {
  await db.query(
    `update renewals r set problem = $2 from orders o
      where o.id = $1 and r.subscription_id = o.subscription_id and r.period_end = o.period_end`,
    [orderId, problem],
  );
}

/** Takes today's price for the period that is paid for now; a waiting renewal is due at once. */
export async function acceptPrice(
  db: Db,
  accepted: { subscriptionId: number; userId: number; periodEnd: Date; price: string },
): Promise<void> {
  await db.query(
    `with accepted as (
       insert into renewals (subscription_id, period_end, user_id, accepted_price) values ($1, $2, $3, $4)
       on conflict (subscription_id, period_end) do update set accepted_price = $4, next_try_at = null
       returning 1)
     select pg_notify('jobs', '') from accepted`,
    [accepted.subscriptionId, accepted.periodEnd, accepted.userId, accepted.price],
  );
}

/** Makes a user's renewals that lacked money due at once, and wakes whoever does jobs when the transaction commits. */
export async function hurryRenewals(db: Db, userId: number): Promise<void> {
  await db.query(
    `with woken as (
       update renewals set next_try_at = null, problem = null
        where user_id = $1 and problem = 'insufficient' returning 1)
     select pg_notify('jobs', '') from woken limit 1`,
    [userId],
  );
}

const ON_AUTO_RENEW = `s.state = 'active' and s.kind = 'static' and s.auto_renew
  and s.expires_at > $1 and s.expires_at <= $2`;

/** The sizes that auto-renew will charge for, each with the lowest price that anybody paid for it last. */
export function listRenewalSizes(
  db: Db,
  ends: Ends,
): Promise<{ category: string; quantity: number; lowest_price: string }[]> {
  return db.query(
    `select s.category, s.quantity, min(s.price) as lowest_price from subscriptions s
      where ${ON_AUTO_RENEW} group by s.category, s.quantity`,
    [ends.after, ends.until],
  );
}

/** Announces a price to everybody who paid less and has not been told (or has not accepted) as much; once each. */
export function announcePrice(
  db: Db,
  ends: Ends,
  rise: { category: string; quantity: number; price: string },
): Promise<{ subscription_id: number; user_id: number }[]> {
  return db.query(
    `insert into renewals (subscription_id, period_end, user_id, announced_price, announced_at)
     select s.id, s.expires_at, s.user_id, $5, $6 from subscriptions s
       left join renewals r on r.subscription_id = s.id and r.period_end = s.expires_at
      where ${ON_AUTO_RENEW} and s.category = $3 and s.quantity = $4 and s.price < $5
        and coalesce(greatest(r.announced_price, r.accepted_price), 0) < $5
     on conflict (subscription_id, period_end) do update
       set announced_price = excluded.announced_price, announced_at = excluded.announced_at
       where coalesce(renewals.announced_price, 0) < excluded.announced_price
     returning subscription_id, user_id`,
    [ends.after, ends.until, rise.category, rise.quantity, rise.price, ends.now],
  );
}

/** Notes ends that have come, some at a time; the gateway hears of each. */
export function noteEnds(db: Db, now: Date, limit: number): Promise<{ id: number; user_id: number }[]> {
  return db.query(
    `update subscriptions set ended_at = expires_at where id in (
       select id from subscriptions
        where state = 'active' and ended_at is distinct from expires_at and expires_at <= $1
        order by expires_at, id limit $2 for no key update skip locked)
     returning id, user_id`,
    [now, limit],
  );
}

/** Locks subscriptions whose end came before `endedBefore` and that no order is about to extend; others skip them. */
export function lockReleasable(
  db: Db,
  endedBefore: Date,
  limit: number,
): Promise<{ id: number; user_id: number }[]> {
  return db.query(
    `select s.id, s.user_id from subscriptions s
      where s.state in ('active', 'suspended') and s.expires_at <= $1
        and not exists (select 1 from orders o where o.subscription_id = s.id and o.state = 'held')
      order by s.expires_at, s.id limit $2 for no key update skip locked`,
    [endedBefore, limit],
  );
}

/** Forgets refusals kept since before `before`, some at a time; answers how many. Successful answers are kept for good. */
export async function deleteRefusals(db: Db, before: Date, limit: number): Promise<number> {
  const rows = await db.query(
    `delete from idempotency where (principal, key) in (
       select principal, key from idempotency
        where status >= 400 and created_at < $1 order by created_at limit $2 for update skip locked)
     returning 1`,
    [before, limit],
  );
  return rows.length;
}
