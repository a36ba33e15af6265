import type { Db, Value } from "./db";
import { type DepositRow, SELECT_DEPOSITS } from "./deposits";
import { firstIds, searchTerms, waysByEmail, whereOf } from "./where";

export interface DepositFilter {
  userId: number | null;
  /** Of the card: a pending one past its end counts as `expired`. */
  status: string | null;
  provider: string | null;
  q: string | null;
  flagged: boolean | null;
  flag: string | null;
  before: number | null;
  now: Date;
  limit: number;
}

/** A page of deposits, newest first. */
export function listDeposits(db: Db, f: DepositFilter): Promise<DepositRow[]> {
  const isPlain = f.status !== "pending" && f.status !== "expired";
  const { sql, values } = whereOf({
    "c.user_id = ?": f.userId,
    "c.id < ?": f.before,
    "c.status = 'pending' and c.expires_at > ?": f.status === "pending" ? f.now : null,
    "c.status = ?": isPlain ? f.status : null,
    "c.provider = ?": f.provider,
    "c.flags = '{}' and ?": f.flagged === false ? true : null,
    "c.flags <> '{}' and ?": f.flagged === true ? true : null,
    "c.flags <> '{}' and c.flags @> ?::text[]": f.flag === null ? null : [f.flag],
  });
  const limit = `$${values.push(f.limit)}`;
  const states = f.status === "expired" ? waysToExpired(f.now, values) : ["true"];
  const texts = f.q === null ? ["true"] : waysTo(f.q, { where: sql, limit }, values);
  const ways = states.flatMap((state) => texts.map((text) => `${state} and ${text}`));
  const read = f.q === null ? db.query : db.search;
  return read<DepositRow>(
    `${SELECT_DEPOSITS} where d.id = any (array(${firstIds("deposits", { where: sql, ways, limit })})) order by d.id desc`,
    values,
  );
}

/** Those that the sweeper has not come to yet are few, and found by their end. */
function waysToExpired(now: Date, values: Value[]): string[] {
  const past = `select id from deposits where status = 'pending' and expires_at <= $${values.push(now)}`;
  return ["c.status = 'expired'", `c.id = any (array(${past} order by expires_at limit 1000))`];
}

/** By number, by the beginning of a name or a reference, by part of the e-mail. */
function waysTo(q: string, page: { where: string; limit: string }, values: Value[]): string[] {
  const { number, pattern, beginning } = searchTerms(q);
  const text = `$${values.push(beginning)}`;
  const ways = [
    `c.external_id like ${text}`,
    `c.reference like ${text}`,
    ...waysByEmail("deposits", { ...page, text: `$${values.push(pattern)}` }),
  ];
  return number === null ? ways : [...ways, `c.transaction_id = $${values.push(number)}`];
}
