import type { Db } from "./db";

export interface TrafficDayRow {
  day: string;
  bytes_up: number;
  bytes_down: number;
  connections: number;
}

/** What ran through a subscription on each of the last `days` days (UTC), quiet ones too, oldest first. */
export function listTraffic(
  db: Db,
  wish: { subscriptionId: number; until: Date; days: number },
): Promise<TrafficDayRow[]> {
  return db.query<TrafficDayRow>(
    `select to_char(d.day, 'YYYY-MM-DD') as day, coalesce(t.bytes_up, 0)::bigint as bytes_up,
            coalesce(t.bytes_down, 0)::bigint as bytes_down, coalesce(t.connections, 0)::bigint as connections
       from generate_series(($2::timestamptz at time zone 'UTC')::date - ($3::int - 1),
                            ($2::timestamptz at time zone 'UTC')::date, interval '1 day') as d(day)
       left join traffic t on t.subscription_id = $1 and t.day = d.day::date
      order by d.day`,
    [wish.subscriptionId, wish.until, wish.days],
  );
}
