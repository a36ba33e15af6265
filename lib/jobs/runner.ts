import { extendChain } from "@/lib/domain/audit/chain";
import type { Business } from "@/lib/domain/context";
import { expireDeposits } from "@/lib/domain/deposits/expire";
import { recoverOrder } from "@/lib/domain/orders/deliver";
import { log } from "@/lib/log";
import { failJob, type JobRow, leaseJobs } from "@/lib/store/orders";
import { tendMails } from "./mails";

const POLL_MS = 2_000;
const LEASE_SECONDS = 30;
const BATCH = 20;
const MOST_PAUSE_MS = 5 * 60_000;

const WORK: Record<string, (ctx: Business, subjectId: number) => Promise<void>> = {
  settle_order: recoverOrder,
  expire_deposits: expireDeposits,
};

/** Finds due jobs and does them, again and again. Safe to run in every process, on any number of machines. */
export function startJobs(ctx: Business): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const turn = () => {
    running = Promise.all([runDueJobs(ctx), extendChain(ctx.db), tendMails(ctx)]).then(
      () => undefined,
      (error: unknown) => log("warn", "jobs.turn_failed", { error }),
    );
    running.then(() => {
      if (!stopped) timer = setTimeout(turn, POLL_MS);
    });
  };
  turn();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Does what is due now; answers how many jobs were tried. Job times are machine time. */
export async function runDueJobs(ctx: Business, now = new Date()): Promise<number> {
  const jobs = await leaseJobs(ctx.db, now, LEASE_SECONDS, BATCH);
  await Promise.all(jobs.map((job) => runJob(ctx, job)));
  return jobs.length;
}

async function runJob(ctx: Business, job: JobRow): Promise<void> {
  try {
    await WORK[job.kind]?.(ctx, job.subject_id);
  } catch (error) {
    const pause = Math.min(5_000 * 2 ** (job.attempts - 1), MOST_PAUSE_MS);
    await failJob(
      ctx.db,
      job.id,
      error instanceof Error ? error.message : "unknown",
      new Date(Date.now() + pause),
    );
  }
}
