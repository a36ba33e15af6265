import { sha256Hex } from "@/lib/ids";
import {
  type ChainHead,
  countUnchained,
  insertLinks,
  type LinkRow,
  listLinks,
  listSkipped,
  listUnchained,
  readChainHead,
  tryLockChain,
} from "@/lib/store/audit-chain";
import type { Db } from "@/lib/store/db";

/** What the first link follows. */
const GENESIS = "0".repeat(64);
const BATCH = 500;
const VERIFY_BATCH = 5_000;

/**
 * Chains what the audit trail has got since the last time, behind the acts themselves, so that nothing waits in line
 * for it. Safe to run anywhere at once: one works, the others leave. Answers how many rows were chained.
 */
export async function extendChain(db: Db): Promise<number> {
  let chained = 0;
  for (let count = BATCH; count === BATCH; chained += count) count = await db.transact(chainBatch);
  return chained;
}

async function chainBatch(tx: Db): Promise<number> {
  if (!(await tryLockChain(tx))) return 0;
  const head = await readChainHead(tx);
  const rows = await listUnchained(tx, head, BATCH);
  let prev = head?.hash ?? GENESIS;
  const links = rows.map((row, n) => {
    const link = {
      position: (head?.position ?? 0) + n + 1,
      auditId: row.id,
      xact: row.xact,
      prev,
      hash: linkHash(prev, row.text),
    };
    prev = link.hash;
    return link;
  });
  if (links.length) await insertLinks(tx, links);
  return links.length;
}

/** What checking the chain found. `head` is worth keeping elsewhere: whoever cuts off the end can't hide it then. */
export interface ChainReport {
  links: number;
  waiting: number;
  head: string;
  problems: string[];
}

/** Checks every link and every row behind it, in one snapshot. */
export function verifyChain(db: Db): Promise<ChainReport> {
  return db.transact(async (tx) => {
    await tx.query("set transaction isolation level repeatable read, read only");
    const head = await readChainHead(tx);
    const report: ChainReport = {
      links: 0,
      waiting: await countUnchained(tx),
      head: head?.hash ?? GENESIS,
      problems: [],
    };
    await checkLinks(tx, report);
    if (head) report.problems.push(...(await skippedRows(tx, head)));
    return report;
  });
}

async function checkLinks(tx: Db, report: ChainReport): Promise<void> {
  let last = { position: 0, hash: GENESIS };
  for (let links = await listLinks(tx, 0, VERIFY_BATCH); links.length; ) {
    for (const link of links) {
      report.problems.push(...problemsOf(link, last));
      last = link;
    }
    report.links += links.length;
    links = await listLinks(tx, last.position, VERIFY_BATCH);
  }
}

function problemsOf(link: LinkRow, last: { position: number; hash: string }): string[] {
  const problems: string[] = [];
  if (link.position !== last.position + 1 || link.prev !== last.hash)
    problems.push(`Link ${link.position} does not follow the one before it.`);
  if (link.text === null) problems.push(`Audit row ${link.audit_id} is gone.`);
  else if (link.hash !== linkHash(link.prev, link.text))
    problems.push(`Audit row ${link.audit_id} is not what it was.`);
  return problems;
}

async function skippedRows(tx: Db, head: ChainHead): Promise<string[]> {
  return (await listSkipped(tx, head)).map((id) => `Audit row ${id} was put in behind the chain's end.`);
}

function linkHash(prev: string, text: string): string {
  return sha256Hex(`${prev}\n${text}`);
}
