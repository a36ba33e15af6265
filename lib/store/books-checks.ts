import type { BooksProblem } from "./books";
import type { Db } from "./db";

/** The last check of the books that came to its end. */
export interface KeptCheck {
  /** The instant of the snapshot that it read; ISO 8601. */
  checked_at: string;
  problems: BooksProblem[];
}

export interface ChecksRow {
  kept: KeptCheck | null;
  /** When somebody wanted a new one last. */
  asked_at: Date | null;
  /** When the one that runs began; `null`: none runs, or its process died long ago. */
  started_at: Date | null;
}

const KEPT = "health:books";
const ASKED = "health:books_asked";
const RUNNING = "health:books_running";
/** A check that takes longer has lost its process. */
const LONGEST = "interval '15 minutes'";

export async function readChecks(db: Db): Promise<ChecksRow> {
  const [row] = await db.query<ChecksRow>(
    `select (select value from settings where name = '${KEPT}') as kept,
            (select (value #>> '{}')::timestamptz from settings where name = '${ASKED}') as asked_at,
            (select (value #>> '{}')::timestamptz from settings
              where name = '${RUNNING}' and (value #>> '{}')::timestamptz > now() - ${LONGEST}) as started_at`,
  );
  return row ?? { kept: null, asked_at: null, started_at: null };
}

/** Wants a new check, and wakes whoever does jobs. */
export async function askForCheck(db: Db): Promise<void> {
  await db.query(
    `with asked as (
       insert into settings (name, value) values ('${ASKED}', to_jsonb(clock_timestamp()))
       on conflict (name) do update set value = excluded.value returning 1)
     select pg_notify('jobs', '') from asked`,
  );
}

/** Begins a check, unless one runs in any process; answers when it began. */
export async function startCheck(db: Db): Promise<Date | null> {
  const [row] = await db.query<{ started_at: Date }>(
    `insert into settings (name, value) values ('${RUNNING}', to_jsonb(clock_timestamp()))
     on conflict (name) do update set value = excluded.value
       where (settings.value #>> '{}')::timestamptz <= now() - ${LONGEST}
     returning (value #>> '{}')::timestamptz as started_at`,
  );
  return row?.started_at ?? null;
}

/** Keeps what a check found; one that was given up (`null`) only ends. */
export async function endCheck(db: Db, found: KeptCheck | null): Promise<void> {
  await db.query(
    `with ended as (delete from settings where name = '${RUNNING}')
     insert into settings (name, value) select '${KEPT}', $1::jsonb where $1::jsonb is not null
     on conflict (name) do update set value = excluded.value`,
    [found && JSON.stringify(found)],
  );
}
