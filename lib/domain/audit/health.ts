import { notFound } from "@/lib/errors";
import { countChain } from "@/lib/store/audit-chain";
import { countJobs, countOpenOrders } from "@/lib/store/figures";
import {
  countDeposits,
  countMails,
  type DatabaseRow,
  hurryJob,
  type JobDetailsRow,
  listFailingJobs,
  type OutboxRow,
  type ProviderRow,
  readDatabaseState,
} from "@/lib/store/health";
import { type Business, type Context, inside, recordAudit } from "../context";
import { type BooksResult, readBooks } from "./check-books";

const JOBS_SHOWN = 50;

export interface HealthReport {
  books: BooksResult;
  audit: { links: number; waiting: number; head: string | null };
  jobs: { waiting: number; failing: number; items: JobDetailsRow[] };
  database: DatabaseRow;
  suppliers: {
    name: string;
    can: Business["suppliers"][string]["can"];
    openOrders: number;
    oldestOpenAt: Date | null;
  }[];
  providers: ProviderRow[];
  mails: OutboxRow;
}

/** How the shop is. `fresh`: a new check of the books is asked for; it runs in the background. */
export async function readHealth(ctx: Business, fresh: boolean): Promise<HealthReport> {
  const [books, audit, jobs, items, database, open, providers, mails] = await Promise.all([
    readBooks(ctx, fresh),
    countChain(ctx.db),
    countJobs(ctx.db, new Date()),
    listFailingJobs(ctx.db, JOBS_SHOWN),
    readDatabaseState(ctx.db),
    countOpenOrders(ctx.db),
    countDeposits(ctx.db, Object.keys(ctx.payments)),
    countMails(ctx.db),
  ]);
  const suppliers = Object.entries(ctx.suppliers).map(([name, { can }]) => {
    const orders = open.find((row) => row.supplier === name);
    return { name, can, openOrders: orders?.orders ?? 0, oldestOpenAt: orders?.oldest_at ?? null };
  });
  return { books, audit, jobs: { ...jobs, items }, database, suppliers, providers, mails };
}

/** Makes a job due at once. Throws `not_found` when it is done meanwhile. */
export function retryJob(ctx: Context, id: number): Promise<JobDetailsRow> {
  return ctx.db.transact(async (tx) => {
    const job = await hurryJob(tx, id, new Date());
    if (!job) throw notFound();
    await recordAudit(inside(ctx, tx), {
      action: "job.retry",
      subject: "job",
      subjectId: id,
      userId: null,
      facts: { kind: job.kind, subject_id: job.subject_id, last_error: job.last_error },
    });
    return job;
  });
}
