import { askedOf, manyInBatches } from "./batch";
import type { Db, Value } from "./db";
import { SELECT_OF_PAGE, SELECT_SUBSCRIPTIONS, type SubscriptionRow } from "./subscriptions";
import { addressesMeant, firstIds, firstOf, searchTerms, whereOf } from "./where";

export interface SubscriptionFilter {
  /** `null`: of everybody. */
  userId: number | null;
  before: number | null;
  /** The end of the one that `before` names. */
  beforeEnd: Date | null;
  limit: number;
  /** Of the card: `expired` is an active one past its end. */
  status: string | null;
  category: string | null;
  country: string | null;
  q: string | null;
  expiringBefore: Date | null;
  /** Only those whose last automatic renewal was refused. */
  onlyFailing: boolean;
  now: Date;
}

const LIVE = "c.state = 'active' and (c.expires_at is null or c.expires_at > ?)";

/** A page of a user's subscriptions, or of everybody's: newest first, or those that end before an instant as they end. */
export function listSubscriptions(db: Db, filter: SubscriptionFilter): Promise<SubscriptionRow[]> {
  const { userId, limit, now: _now, onlyFailing, ...narrower } = filter;
  const isNewest = !onlyFailing && Object.values(narrower).every((value) => value === null);
  return isNewest && userId !== null ? readNewest(db, { userId, limit, filter }) : findPage(db, filter);
}

/** What is asked for most often: the newest of one user. One statement answers all who ask in the same turn. */
const readNewest = manyInBatches<
  { userId: number; limit: number; filter: SubscriptionFilter },
  SubscriptionRow & { n: number }
>(async (db, wishes) => {
  const [first] = wishes;
  if (first && wishes.length === 1)
    return (await findPage({ ...db, query: db.quick }, first.filter)).map((row) => ({ ...row, n: 0 }));
  const asked = askedOf(wishes.length, { user_id: "bigint", most: "int" });
  const own = "select s.* from subscriptions s where s.user_id = asked.user_id";
  return db.quick(
    `with page as materialized (select asked.n::int - 1 as n, s.*
       from ${asked} cross join lateral ${firstOf(own, "id desc", "asked.most")} s)
     ${SELECT_OF_PAGE} order by s.id desc`,
    [wishes.map(({ userId }) => userId), wishes.map(({ limit }) => limit)],
  );
});

async function findPage(db: Db, f: SubscriptionFilter): Promise<SubscriptionRow[]> {
  const byEnd = endsInOrder(f);
  const isPlain = f.status !== null && f.status !== "active" && f.status !== "expired";
  const { sql, values } = whereOf({
    "c.user_id = ?": f.userId,
    "c.id < ?": byEnd ? null : f.before,
    [byEnd ? "c.state = 'active' and c.expires_at > ?" : LIVE]: f.status === "active" ? f.now : null,
    "c.state <> 'active' and c.state = ?": isPlain ? f.status : null,
    "c.category = ?": f.category,
    "c.country = ?": f.country,
    "c.expires_at < ?": f.expiringBefore,
  });
  const limit = `$${values.push(f.limit)}`;
  const place = byEnd && f.before !== null && f.beforeEnd !== null;
  const where = place
    ? `${sql} and (c.expires_at, c.id) > ($${values.push(f.beforeEnd)}, $${values.push(f.before)})`
    : sql;
  const states = f.status === "expired" ? waysToExpired(f.now, values) : ["true"];
  const texts = f.q === null ? ["true"] : waysTo(f.q, values);
  const order = byEnd ? ["expires_at", "id"] : ["id desc"];
  const find = (table: string) => {
    const ways = states.flatMap((state) => texts.map((text) => `${state} and ${text}`));
    const ids = firstIds(table, { where, ways, limit, order });
    const inOrder = byEnd ? "s.expires_at, s.id" : "s.id desc";
    const sql = `${SELECT_SUBSCRIPTIONS} where s.id = any (array(${ids})) order by ${inOrder}`;
    return f.q === null ? db.query<SubscriptionRow>(sql, values) : db.search<SubscriptionRow>(sql, values);
  };
  if (f.q !== null && states.length * texts.length === 1 && !f.onlyFailing) {
    const inOrder = order.map((column) => `c.${column}`).join(", ");
    const first = await find(
      `(select c.* from subscriptions c where ${where} order by ${inOrder} limit ${LOOKED_AT})`,
    );
    if (first.length === f.limit) return first;
  }
  if (f.q !== null && f.userId !== null) texts[0] += ` and ${ownLabels(f.q, f.userId, values)}`;
  return find(f.onlyFailing ? FAILING : "subscriptions");
}

/** Where the first of a list are enough for a page of what is looked for, nobody reads how common that is elsewhere. */
const LOOKED_AT = 300;

/** A user's active subscriptions that have an end, soonest first. */
export function listEnding(
  db: Db,
  wish: { userId: number; now: Date; limit: number },
): Promise<SubscriptionRow[]> {
  const where = "c.user_id = $1 and c.state = 'active' and c.expires_at > $2";
  const ids = firstIds("subscriptions", { where, ways: ["true"], limit: "$3", order: ["expires_at", "id"] });
  return db.query<SubscriptionRow>(
    `${SELECT_SUBSCRIPTIONS} where s.id = any (array(${ids})) order by s.expires_at, s.id`,
    [wish.userId, wish.now, wish.limit],
  );
}

/** Whether a page of the list goes on from an end: the ended ones are found newest first, whatever their ends. */
export function endsInOrder(f: Pick<SubscriptionFilter, "expiringBefore" | "status">): boolean {
  return f.expiringBefore !== null && f.status !== "expired";
}

/** The subscriptions whose renewals have a problem now: read from the few renewals that have one, in their order. */
const FAILING = `(select r.subscription_id as id, s.user_id, s.category, s.country, s.state, s.label, s.expires_at, s.ended_at
    from renewals r cross join lateral (
      select * from subscriptions s where s.id = r.subscription_id and s.expires_at = r.period_end
         and s.auto_renew and s.state = 'active' limit 1) s
   where r.problem is not null)`;

/** Those whose end is not noted yet are few, and found by it; a clock that was set back makes noted ends future ones. */
function waysToExpired(now: Date, values: Value[]): string[] {
  const at = `$${values.push(now)}`;
  const past = `select id from subscriptions
    where state = 'active' and ended_at is distinct from expires_at and expires_at <= ${at}`;
  return [
    `c.state = 'active' and c.ended_at = c.expires_at and c.expires_at <= ${at}`,
    `c.id = any (array(${past} order by expires_at limit 1000))`,
  ];
}

/** By part of the label, by number, by an IP or the first three numbers of one. */
function waysTo(q: string, values: Value[]): string[] {
  const { number, pattern } = searchTerms(q);
  const ways = [`lower(c.label) like $${values.push(pattern)}`];
  if (number !== null) ways.push(`c.id = $${values.push(number)}`);
  const ips = addressesMeant(q);
  if (ips.length)
    ways.push(`c.id in (select subscription_id from stock where ip = any ($${values.push(ips)}::text[]))`);
  return ways;
}

/** Leads to the labels of one user that have all parts of `q`: an index knows them, however common they are elsewhere. */
function ownLabels(q: string, userId: number, values: Value[]): string {
  const letters = Array.from(q.toLowerCase());
  const parts =
    q.length < 3
      ? [`^${letters.slice(0, 2).join("")}`]
      : letters.slice(2).map((_, n) => letters.slice(n, n + 3).join(""));
  const own = parts.map((part) => `${userId}:${part}`);
  return `label_parts(c.user_id, c.label) @> $${values.push(own)}::text[]`;
}
