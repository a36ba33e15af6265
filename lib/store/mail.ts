import type { Db } from "./db";

/** The outbox: one row per event and mail, written in the transaction of the event. */

export interface NewMail {
  userId: number | null;
  address: string;
  topic: string;
  /** Somebody sits there waiting for it. */
  isUrgent: boolean;
  event: string;
  locale: string;
  contentSealed: string;
  state: "waiting" | "kept";
  now: Date;
}

/**
 * Puts a mail into the outbox unless its event has one already; answers whether it is new. An urgent one stands before all
 * that came within the last day, and whoever sends mails hears of it.
 */
export async function insertMail(db: Db, m: NewMail): Promise<boolean> {
  const rows = await db.query(
    `with inserted as (
       insert into mails (user_id, address, topic, event, locale, content_sealed, state, next_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz - case when $9 then interval '1 day' else '0' end, $8)
       on conflict (event) do nothing returning id)
     select case when $9 then pg_notify('mails', '') end from inserted`,
    [m.userId, m.address, m.topic, m.event, m.locale, m.contentSealed, m.state, m.now, m.isUrgent],
  );
  return rows.length > 0;
}

export interface MailRow {
  id: number;
  address: string;
  topic: string;
  event: string;
  locale: "en" | "ru";
  content_sealed: string;
  attempts: number;
  created_at: Date;
}

const COLUMNS = "id, address, topic, event, locale, content_sealed, attempts, created_at";

/** Takes due mails for a while; others skip them. The try counts at once, so that a crash counts too. */
export function leaseMails(db: Db, lease: { now: Date; until: Date; limit: number }): Promise<MailRow[]> {
  return db.query<MailRow>(
    `update mails set attempts = attempts + 1, next_at = $2
      where id in (select id from mails where state = 'waiting' and next_at <= $1
                    order by next_at, id limit $3 for update skip locked)
      returning ${COLUMNS}`,
    [lease.now, lease.until, lease.limit],
  );
}

/** A sent mail keeps that it was sent, not what it said. */
export async function markMailSent(db: Db, id: number): Promise<void> {
  await db.query("update mails set state = 'sent', content_sealed = null, last_error = null where id = $1", [
    id,
  ]);
}

/** The mail waits until `nextAt`; without one it is given up. */
export async function markMailFailed(
  db: Db,
  id: number,
  failure: { error: string; nextAt: Date | null },
): Promise<void> {
  await db.query(
    `update mails set last_error = $2, next_at = coalesce($3, next_at),
        state = case when $3::timestamptz is null then 'failed' else 'waiting' end,
        content_sealed = case when $3::timestamptz is null then null else content_sealed end
      where id = $1`,
    [id, failure.error, failure.nextAt],
  );
}

/** The newest mails that were kept, of one address and of some topics, or of all. */
export function listKeptMails(
  db: Db,
  f: { address: string | null; topics: readonly string[] | null; limit: number },
): Promise<MailRow[]> {
  return db.query<MailRow>(
    `select ${COLUMNS} from mails
      where content_sealed is not null and ($1::text is null or address = $1) and ($2::text[] is null or topic = any ($2))
      order by id desc limit $3`,
    [f.address, f.topics, f.limit],
  );
}

/** Where a user's mails go, in which language (English while nobody knows), and which topics they don't want. */
export interface RecipientRow {
  id: number;
  email: string | null;
  mail_locale: "en" | "ru";
  muted_mails: string[];
}

export async function readRecipient(db: Db, userId: number): Promise<RecipientRow | null> {
  const [row] = await db.query<RecipientRow>(
    "select id, email, coalesce(mail_locale, 'en') as mail_locale, muted_mails from users where id = $1",
    [userId],
  );
  return row ?? null;
}

export async function updateMailSettings(
  db: Db,
  userId: number,
  wish: { locale: string; muted: readonly string[] },
): Promise<void> {
  await db.query("update users set mail_locale = $2, muted_mails = $3 where id = $1", [
    userId,
    wish.locale,
    [...wish.muted],
  ]);
}

/** Gives a user a mail language who has none yet. */
export async function startMailLocale(db: Db, userId: number, locale: string): Promise<void> {
  await db.query("update users set mail_locale = $2 where id = $1 and mail_locale is null", [userId, locale]);
}

export interface RemindableRow {
  id: number;
  user_id: number;
  category: string;
  country: string;
  quantity: number;
  label: string | null;
  expires_at: Date;
  days: number;
  balance: string;
}

const REMINDABLE = `select s.id, s.user_id, s.category, s.country, s.quantity, s.label, s.expires_at, w.balance,
    case when s.expires_at <= $1::timestamptz + interval '2 days' then 1
         when s.expires_at <= $1::timestamptz + interval '4 days' then 3 else 7 end as days
  from subscriptions s join users u on u.id = s.user_id join wallets w on w.user_id = s.user_id
  where s.state = 'active' and s.kind = 'static' and u.email is not null and not u.is_banned`;

/** A part of what may have to be told: where an end came, or came as near as a mark, after `since`; `null`: all. */
interface Telling {
  now: Date;
  since: Date | null;
  limit: number;
}

/** The marks, each a day more because the charge comes a day before the end, and the hour that automatic renewals have after an end: what may have changed since an instant is near one of them. */
const MARKS = ["8 days", "4 days", "2 days"] as const;
const ENDS = ["0 hours", "-1 hour"] as const;

/** Ends that passed one of the marks after `$3`. A range of an index each: all others were looked at before. */
function passed(marks: readonly string[]): string {
  const ranges = marks.map(
    (mark) =>
      `s.expires_at > $3::timestamptz + interval '${mark}' and s.expires_at <= $1::timestamptz + interval '${mark}'`,
  );
  return `(${ranges.join(" or ")})`;
}

/** Renewals that are charged within seven days and that nobody was told of at this mark: 7, 3 or 1 days before. `event` names a mark's mail. */
export function listRenewalsComing(db: Db, { now, since, limit }: Telling): Promise<RemindableRow[]> {
  return db.query<RemindableRow>(
    `select * from (${REMINDABLE} and s.auto_renew and s.expires_at > $1::timestamptz + interval '1 day'
        and s.expires_at <= $1::timestamptz + interval '8 days' and not 'renewal_coming' = any (u.muted_mails)
        ${since ? `and ${passed(MARKS)}` : ""}) due
      where not exists (select 1 from mails m where m.event = 'renewal_coming:' || due.id || ':' ||
          (extract(epoch from due.expires_at) * 1000)::bigint || ':' || due.days)
      order by due.expires_at, due.id limit $2`,
    [now, limit, ...(since ? [since] : [])],
  );
}

/** Subscriptions that ended within a week and whose owner was not told; one that renews by itself has an hour to. */
export function listExpiredUntold(db: Db, { now, since, limit }: Telling): Promise<RemindableRow[]> {
  return db.query<RemindableRow>(
    `select * from (${REMINDABLE} and s.expires_at > $1::timestamptz - interval '7 days' and s.expires_at <= $1::timestamptz
        and s.expires_at <= $1::timestamptz - case when s.auto_renew then interval '1 hour' else interval '0' end
        and not 'expired' = any (u.muted_mails)
        ${since ? `and ${passed(ENDS)}` : ""}) due
      where not exists (select 1 from mails m where m.event = 'expired:' || due.id || ':' ||
          (extract(epoch from due.expires_at) * 1000)::bigint)
      order by due.expires_at, due.id limit $2`,
    [now, limit, ...(since ? [since] : [])],
  );
}
