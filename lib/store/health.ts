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
