import { MOST_ON_CARD } from "@/lib/counted";
import type { Db, Value } from "./db";
import type { UserRow } from "./users";
import type { WalletRow } from "./wallets";
import { firstIds, searchTerms, whereOf } from "./where";

/** What operators read of users: lists, cards, explained balances, sessions. */

export type PersonRow = UserRow & WalletRow;

const COLUMNS = `u.id, u.email, u.password_hash, u.role, u.telegram_id, u.is_banned, u.ban_reason, u.created_at,
    w.balance, w.held, w.debt`;

export interface UserFilter {
  q: string | null;
  role: string | null;
  isBanned: boolean | null;
  referredBy: number | null;
  before: number | null;
  limit: number;
}

/** A page of users, newest first. A search reads the indexes of what it may mean, never all users. */
export function listUsers(db: Db, f: UserFilter): Promise<PersonRow[]> {
  const { sql, values } = whereOf({
    "c.id < ?": f.before,
    [f.role === "customer" ? "c.role = ?" : "c.role <> 'customer' and c.role = ?"]: f.role,
    "c.is_banned and ?": f.isBanned === true ? true : null,
    "not c.is_banned and ?": f.isBanned === false ? true : null,
    "c.referred_by = ?": f.referredBy,
  });
  const limit = `$${values.push(f.limit)}`;
  const ways = f.q === null ? ["true"] : waysTo(f.q, values);
  const read = f.q === null ? db.query : db.search;
  return read<PersonRow>(
    `select ${COLUMNS} from users u join wallets w on w.user_id = u.id
      where u.id = any (array(${firstIds("users", { where: sql, ways, limit })})) order by u.id desc`,
    values,
  );
}

/** Whom a search may mean; its values are added to `values`. */
function waysTo(q: string, values: Value[]): string[] {
  const { number, pattern } = searchTerms(q);
  const ways = [`c.email like $${values.push(pattern)}`];
  if (number === null) return ways;
  const id = `$${values.push(number)}`;
  return [...ways, `c.id = ${id}`, `c.telegram_id = ${id}`];
}

/** How each of these users is called, by id. */
export async function readUserNames(
  db: Db,
  ids: readonly number[],
): Promise<Map<number, Pick<UserRow, "email" | "telegram_id">>> {
  const sql = "select id, email, telegram_id from users where id = any($1::bigint[])";
  const rows = await db.query<Pick<UserRow, "id" | "email" | "telegram_id">>(sql, [ids]);
  return new Map(rows.map(({ id, ...name }) => [id, name]));
}

export interface PersonDetailsRow extends PersonRow {
  ban_evidence: string | null;
  notes: string | null;
  referred_by: number | null;
  /** The first state in order, so that they are among the counted. */
  subscriptions_active: number;
  subscriptions: number;
  orders: number;
  keys_active: number;
  sessions_open: number;
  two_factor: boolean;
}

/** One user with everything an operator's card shows. `now` is machine time, for keys and sessions. */
export async function readPerson(db: Db, id: number, now: Date): Promise<PersonDetailsRow | null> {
  const [row] = await db.query<PersonDetailsRow>(
    `select ${COLUMNS}, u.ban_evidence, u.notes, u.referred_by,
            mine.subscriptions, mine.subscriptions_active,
            (select count(*) from (select 1 from orders o where o.user_id = u.id limit ${MOST_ON_CARD}) o) as orders,
            (select count(*) from api_keys k where k.user_id = u.id and k.kind <> 'session' and k.revoked_at is null
                and (k.expires_at is null or k.expires_at > $2)) as keys_active,
            (select count(*) from sessions s where s.user_id = u.id and s.ended_at is null
                 and s.expires_at > $2) as sessions_open,
            exists (select 1 from second_factors f where f.user_id = u.id and f.enabled_at is not null) as two_factor
       from users u join wallets w on w.user_id = u.id
       cross join lateral (
         select count(*) as subscriptions, count(*) filter (where state = 'active') as subscriptions_active
           from (select state from subscriptions s where s.user_id = u.id order by state limit ${MOST_ON_CARD}) s) mine
      where u.id = $1`,
    [id, now],
  );
  return row ?? null;
}

/** Writes notes and Telegram id; `undefined` leaves one as it is. False: the Telegram id is another user's. */
export async function updatePerson(
  db: Db,
  id: number,
  change: { notes?: string | null | undefined; telegramId?: number | null | undefined },
): Promise<boolean> {
  const { notes, telegramId } = change;
  const rows = await db.query(
    `update users set notes = case when $2 then $3 else notes end,
                      telegram_id = case when $4 then $5::bigint else telegram_id end
      where id = $1 and not ($4 and exists (select 1 from users o where o.telegram_id = $5 and o.id <> $1))
      returning id`,
    [id, notes !== undefined, notes ?? null, telegramId !== undefined, telegramId ?? null],
  );
  return rows.length > 0;
}

export interface PostingRow {
  id: number;
  transaction_id: number;
  type: "deposit" | "purchase" | "renewal" | "refund" | "referral" | "adjustment";
  status: "pending" | "completed" | "failed";
  step: "post" | "hold" | "capture" | "release";
  description: string;
  amount: string;
  sum: string;
  order_id: number | null;
  subscription_id: number | null;
  created_at: Date;
}

/**
 * A page of the postings of one account of a user, newest first, each with the sum after it. The sum is the wallet's
 * own figure less what came after the row, in one snapshot; a later page starts from the sum that the page before ended
 * at, where `top` carries it, and adds up all that is newer where not. No figure is kept that could go stale.
 */
export function listPostings(
  db: Db,
  f: { userId: number; account: "wallet" | "held"; before: number | null; top: string | null; limit: number },
): Promise<PostingRow[]> {
  return db.query<PostingRow>(
    `with anchor as (
       select case when $5::numeric is not null then $5::numeric
                   else (case $2 when 'wallet' then w.balance else w.held end)
                        - coalesce((select sum(n.amount) from postings n
                                     where n.user_id = $1 and n.account = $2 and n.id >= $3), 0) end as at_top
         from wallets w where w.user_id = $1),
     page as (
       select p.id, p.transaction_id, p.step, p.amount, p.created_at,
              sum(p.amount) over (order by p.id desc) - p.amount as newer
         from (select * from postings where user_id = $1 and account = $2 and id < $3 order by id desc limit $4) p)
     select p.id, p.transaction_id, t.type, t.status, p.step, t.description, p.amount, p.created_at,
            (a.at_top - p.newer)::numeric(14,2) as sum, t.order_id, t.subscription_id
       from page p cross join anchor a join transactions t on t.id = p.transaction_id
      order by p.id desc`,
    [f.userId, f.account, f.before ?? Number.MAX_SAFE_INTEGER, f.limit, f.top],
  );
}

export interface UserSessionRow {
  id: number;
  created_at: Date;
  last_used_at: Date | null;
  expires_at: Date;
  ended_at: Date | null;
}

/** A page of a user's sessions, newest first, named by their keys: a session's own id is a secret. */
export function listSessions(
  db: Db,
  f: { userId: number; before: number | null; limit: number },
): Promise<UserSessionRow[]> {
  const { sql, values } = whereOf({ "s.user_id = ?": f.userId, "s.key_id < ?": f.before });
  return db.query<UserSessionRow>(
    `select s.key_id as id, s.created_at, k.last_used_at, s.expires_at, s.ended_at
       from sessions s join api_keys k on k.id = s.key_id
      where ${sql} order by s.key_id desc limit $${values.length + 1}`,
    [...values, f.limit],
  );
}

/** Ends a user's open sessions and their keys; answers how many sessions there were. */
export async function endSessionsOf(db: Db, userId: number, now: Date): Promise<number> {
  const rows = await db.query(
    `with ended as (update sessions set ended_at = $2 where user_id = $1 and ended_at is null and expires_at > $2
                    returning key_id),
          revoked as (update api_keys set revoked_at = coalesce(revoked_at, $2)
                       where id in (select key_id from ended))
     select key_id from ended`,
    [userId, now],
  );
  return rows.length;
}
