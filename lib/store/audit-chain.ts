import type { Db } from "./db";

/** Where the chain ends. `xact` is that of the row of the last link. */
export interface ChainHead {
  position: number;
  audit_id: number;
  xact: string;
  hash: string;
}

export interface UnchainedRow {
  id: number;
  xact: string;
  text: string;
}

/** One text per row, the same on every server: jsonb orders its keys, and an epoch knows no time zone. */
const CANONICAL = `jsonb_build_object('id', a.id, 'action', a.action, 'subject', a.subject, 'subject_id', a.subject_id,
    'user_id', a.user_id, 'key_id', a.key_id, 'by', a.by_name, 'facts', a.facts, 'request_id', a.request_id,
    'at', extract(epoch from a.created_at)::text)::text`;
/** Any number, the same in every process that extends the chain. */
const CHAIN_LOCK = 7_205_420;

/** Lets one process at a time extend the chain; false: another does. Held until the transaction ends. */
export async function tryLockChain(tx: Db): Promise<boolean> {
  const [row] = await tx.query<{ got: boolean }>("select pg_try_advisory_xact_lock($1) as got", [CHAIN_LOCK]);
  return row?.got ?? false;
}

export async function readChainHead(db: Db): Promise<ChainHead | null> {
  const [row] = await db.query<ChainHead>(
    "select position, audit_id, xact::text, hash from audit_chain order by position desc limit 1",
  );
  return row ?? null;
}

/**
 * The next rows to chain, in order of (transaction, id). Rows commit out of the order of their ids, so a row may only
 * be taken when no row can come before it any more: that is when its transaction is older than every one that still
 * runs, which is what the snapshot's xmin says. Later transactions get higher numbers.
 */
export function listUnchained(db: Db, head: ChainHead | null, limit: number): Promise<UnchainedRow[]> {
  return db.query<UnchainedRow>(
    `select a.id, a.xact::text as xact, ${CANONICAL} as text from audit a
      where (a.xact, a.id) > ($1::xid8, $2::bigint) and a.xact < pg_snapshot_xmin(pg_current_snapshot())
        and not exists (select 1 from audit_chain c where c.audit_id = a.id)
      order by a.xact, a.id limit $3`,
    [head?.xact ?? "0", head?.audit_id ?? 0, limit],
  );
}

export interface NewLink {
  position: number;
  auditId: number;
  xact: string;
  prev: string;
  hash: string;
}

export async function insertLinks(db: Db, links: readonly NewLink[]): Promise<void> {
  await db.query(
    `insert into audit_chain (position, audit_id, xact, prev, hash)
     select (l->>'position')::bigint, (l->>'auditId')::bigint, (l->>'xact')::xid8, l->>'prev', l->>'hash'
       from jsonb_array_elements($1::jsonb) l`,
    [JSON.stringify(links)],
  );
}

export interface LinkRow {
  position: number;
  audit_id: number;
  prev: string;
  hash: string;
  /** The row as it is now; `null` when it is gone. */
  text: string | null;
}

/** The links after a position, each with its row as it is now. */
export function listLinks(db: Db, after: number, limit: number): Promise<LinkRow[]> {
  return db.query<LinkRow>(
    `select c.position, c.audit_id, c.prev, c.hash, case when a.id is not null then ${CANONICAL} end as text
       from audit_chain c left join audit a on a.id = c.audit_id
      where c.position > $1 order by c.position limit $2`,
    [after, limit],
  );
}

/** Rows that the chain has passed without taking them: nobody but a forger can put one there. */
export async function listSkipped(db: Db, head: ChainHead): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `select a.id from audit a where (a.xact, a.id) <= ($1::xid8, $2::bigint)
        and not exists (select 1 from audit_chain c where c.audit_id = a.id) order by a.id limit 5`,
    [head.xact, head.audit_id],
  );
  return rows.map((row) => row.id);
}

/** How many rows still wait for the sweeper. */
export async function countUnchained(db: Db): Promise<number> {
  const [row] = await db.query<{ waiting: number }>(
    "select (select count(*) from audit) - (select count(*) from audit_chain) as waiting",
  );
  return row?.waiting ?? 0;
}

/** How long the chain is, its last hash, and how many rows wait, counted up to a thousand. */
export async function countChain(db: Db): Promise<{ links: number; waiting: number; head: string | null }> {
  const head = await readChainHead(db);
  const [row] = await db.query<{ waiting: number }>(
    `select count(*) as waiting from (
       select 1 from audit a where (a.xact, a.id) > ($1::xid8, $2::bigint)
          and not exists (select 1 from audit_chain c where c.audit_id = a.id) limit 1000) w`,
    [head?.xact ?? "0", head?.audit_id ?? 0],
  );
  return { links: head?.position ?? 0, waiting: row?.waiting ?? 0, head: head?.hash ?? null };
}
