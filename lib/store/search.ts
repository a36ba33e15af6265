import type { Db } from "./db";
import { searchTerms } from "./where";

export interface HitRow {
  kind: "user" | "address" | "order" | "subscription" | "deposit" | "transaction" | "key";
  id: number;
  title: string;
  user_id: number | null;
  subscription_id: number | null;
}

const MOST_PER_KIND = 5;

/**
 * One lookup per kind, each through an index: `$1` the text, `$2` the number that it may be, `$3` part of an e-mail.
 * Each answers kind, id, title, user_id, subscription_id.
 */
const LOOKUPS = [
  `select 'user', u.id, coalesce(u.email, 'user ' || u.id), u.id, null::bigint from users u
    where u.id in (select id from users where id = $2 union all select id from users where telegram_id = $2
                   union all (select id from users where email like $3 limit ${MOST_PER_KIND * 4}))`,
  `select 'address', a.id, a.ip || ':' || a.port_http, s.user_id, a.subscription_id
     from stock a left join subscriptions s on s.id = a.subscription_id where a.ip = $1`,
  `select 'order', o.id, o.kind || ', ' || o.state || ', ' || o.price, o.user_id, o.subscription_id
     from orders o where o.id = $2`,
  `select 'subscription', s.id, s.quantity || ' × ' || s.category || ' ' || s.country || ', ' || s.state, s.user_id, s.id
     from subscriptions s where s.id = $2`,
  `select 'deposit', d.transaction_id, d.provider || ' ' || coalesce(d.external_id, '') || ', ' || d.amount || ', ' || d.status,
          d.user_id, null::bigint
     from deposits d where d.id in (select id from deposits where transaction_id = $2
                                    union all select id from deposits where external_id = $1
                                    union all select id from deposits where reference = $1)`,
  `select 'transaction', t.id, t.type || ' ' || t.amount || ', ' || t.description, t.user_id, t.subscription_id
     from transactions t where t.id = $2`,
  `select 'key', k.id, k.name || ' (' || k.hint || '…)', k.user_id, null::bigint
     from api_keys k where k.id in (select id from api_keys where id = $2 union all select id from api_keys where hint = $1)`,
];

const SEARCH = LOOKUPS.map(
  (lookup, n) =>
    `(select ${n} as rank, h.* from (${lookup}) h (kind, id, title, user_id, subscription_id)
       order by h.id desc limit ${MOST_PER_KIND})`,
).join(" union all ");

/** Everything that a text may mean, a few of each kind. */
export function searchAll(db: Db, q: string): Promise<HitRow[]> {
  const { number, pattern } = searchTerms(q);
  return db.search<HitRow>(
    `select kind, id, title, user_id, subscription_id from (${SEARCH}) hits
      where $1::text is not null or $2::bigint is not null or $3::text is not null order by rank, id desc`,
    [q, number, pattern],
  );
}
