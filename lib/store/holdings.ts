import { MOST_ON_CARD } from "@/lib/counted";
import type { Db } from "./db";

export interface HoldingsRow {
  subscriptions: number;
  ips: number;
}

/** A user's active subscriptions and their IPs: those that end first, and those without an end, counted so far. */
export async function readHoldings(db: Db, userId: number, now: Date): Promise<HoldingsRow> {
  const [row] = await db.query<HoldingsRow>(
    `select count(*) as subscriptions, coalesce(sum(quantity) filter (where kind = 'static'), 0)::bigint as ips
       from (select * from (
               (select quantity, kind from subscriptions
                 where user_id = $1 and expires_at > $2 and state = 'active' order by expires_at, id limit ${MOST_ON_CARD})
               union all
               (select quantity, kind from subscriptions
                 where user_id = $1 and expires_at is null and state = 'active' limit ${MOST_ON_CARD})) ways
              limit ${MOST_ON_CARD}) counted`,
    [userId, now],
  );
  return row ?? { subscriptions: 0, ips: 0 };
}
