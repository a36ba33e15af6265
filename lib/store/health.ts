import type { Db } from "./db";

export interface JobDetailsRow {
  id: number;
  kind: string;
  subject_id: number;
  attempts: number;
  last_error: string | null;
  run_at: Date;
}

const JOB = "id, kind, subject_id, attempts, last_error, run_at";

/** Jobs whose last try failed, the newest first. */
export function listFailingJobs(db: Db, limit: number): Promise<JobDetailsRow[]> {
  return db.query<JobDetailsRow>(
    `select ${JOB} from jobs where last_error is not null order by id desc limit $1`,
    [limit],
  );
}

/** Makes a job due and wakes whoever does jobs; `null` when there is none (any more). */
export async function hurryJob(db: Db, id: number, now: Date): Promise<JobDetailsRow | null> {
  const [row] = await db.query<JobDetailsRow>(
    `with woken as (update jobs set run_at = $2 where id = $1 returning ${JOB})
     select ${JOB}, pg_notify('jobs', '') from woken`,
    [id, now],
  );
  return row ?? null;
}

export interface DatabaseRow {
  version: string;
  size_bytes: number;
  connections: number;
  migration: string;
  last_usage_at: Date | null;
}

/** The database itself, and when the gateway last reported usage. */
export async function readDatabaseState(db: Db): Promise<DatabaseRow> {
  const [row] = await db.query<DatabaseRow>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as size_bytes,
            (select count(*) from pg_stat_activity where datname = current_database()) as connections,
            (select max(name) from migrations) as migration,
            (select max(received_at) from traffic_batches) as last_usage_at`,
  );
  if (!row) throw new Error("The database told nothing of itself.");
  return row;
}

export interface ProviderRow {
  provider: string;
  pending: number;
  last_paid_at: Date | null;
}

/** Deposits that wait for money, and the last one that got it, by payment provider. */
export function countDeposits(db: Db, providers: readonly string[]): Promise<ProviderRow[]> {
  return db.query<ProviderRow>(
    `select p.provider,
            (select count(*) from deposits d where d.provider = p.provider and d.status = 'pending') as pending,
            (select max(d.settled_at) from deposits d
              where d.provider = p.provider and d.status = 'completed') as last_paid_at
       from unnest($1::text[]) p (provider) order by p.provider`,
    [providers],
  );
}

export interface OutboxRow {
  waiting: number;
  failed: number;
  oldest_waiting_at: Date | null;
}

/** Mails that wait to be sent, and those that were given up. */
export async function countMails(db: Db): Promise<OutboxRow> {
  const [row] = await db.query<OutboxRow>(
    `select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'failed') as failed,
            min(created_at) filter (where state = 'waiting') as oldest_waiting_at
       from mails where state in ('waiting', 'failed')`,
  );
  return row ?? { waiting: 0, failed: 0, oldest_waiting_at: null };
}

/** Deposits that wait for money. */
export async function countPendingDeposits(db: Db): Promise<number> {
  const sql = "select count(*) as n from deposits where status = 'pending'";
  return (await db.query<{ n: number }>(sql))[0]?.n ?? 0;
}
