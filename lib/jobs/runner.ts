import { checkBooksIfDue } from "@/lib/domain/audit/check-books";
import type { Business } from "@/lib/domain/context";
import { sendAllDueMails } from "@/lib/domain/mail/send";
import { recoverOrder } from "@/lib/domain/orders/deliver";
import { log } from "@/lib/log";
import type { Database } from "@/lib/store/db";
import { failJob, finishJob, type JobRow, leaseJobs, nextJobAt } from "@/lib/store/orders";
import { beside } from "./beside";
import { runSweeps, type Sweep } from "./sweeps";

/** What finds its work when a wake-up got lost, or when business time simply passes. */
const POLL_MS = 5_000;
const FAILED_BOOKS_PAUSE_MS = 60_000;
const SHORTEST_PAUSE_MS = 50;
const LEASE_SECONDS = 30;
const BATCH = 20;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 5 * 60_000;

const WORK: Readonly<Record<string, (ctx: Business, subjectId: number) => Promise<void>>> = {
  settle_order: recoverOrder,
};

/**
 * Does due jobs and sweeps: at once when something wakes it (a job in any process, money that came in, a jump of the
 * clock), else when the next job is due, and every few seconds. Safe in every process, on any number of machines.
 */
export function startJobs(ctx: Business & { db: Database }): { stop(): Promise<void> } {
  const lastRuns = new Map<string, number>();
  let stopped = false;
  let isRunning = false;
  let isWoken = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  const isDue = ({ name, everyMs }: Sweep) => {
    const last = lastRuns.get(name);
    if (last !== undefined && Date.now() - last < everyMs) return false;
    lastRuns.set(name, Date.now());
    return true;
  };
  // Books are minutes of work in a large shop; mails wait for no thousand renewals.
  const books = beside("check_books", FAILED_BOOKS_PAUSE_MS, (signal) => checkBooksIfDue(ctx, signal));
  const mails = beside("send_mails", POLL_MS, (signal) => sendAllDueMails(ctx, signal));
  const lookBeside = () => {
    books.look();
    mails.look();
  };
  const beat = setInterval(lookBeside, POLL_MS);
  lookBeside();
  const work = async () => {
    do {
      isWoken = false;
      await turn(ctx, isDue);
    } while (isWoken && !stopped);
  };
  const wake = () => {
    isWoken = true;
    if (stopped || isRunning) return;
    clearTimeout(timer);
    isRunning = true;
    running = work()
      .then(() => pauseUntilNext(ctx))
      .catch((error: unknown) => {
        log("warn", "jobs.turn_failed", { error });
        return POLL_MS;
      })
      .then((pauseMs) => {
        isRunning = false;
        if (stopped) return;
        // A wake-up that came while the pause was looked up is not lost.
        timer = setTimeout(wake, isWoken ? 0 : pauseMs);
      });
  };
  const stopHearing = ctx.clock.onJump(() => {
    lastRuns.clear();
    wake();
  });
  const heard = (channel: string | null) => {
    lookBeside();
    if (channel !== "mails") wake();
  };
  const listening = ctx.db.listen(["jobs", "mails"], heard).catch((error: unknown) => {
    log("warn", "jobs.not_listening", { error });
    return async () => undefined;
  });
  wake();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearInterval(beat);
      stopHearing();
      await (await listening)();
      await Promise.all([running, books.stop(), mails.stop()]);
    },
  };
}

async function turn(ctx: Business, isDue: (sweep: Sweep) => boolean): Promise<void> {
  while ((await runDueJobs(ctx)) === BATCH) {
    // Each turn is one batch.
  }
  await runSweeps(ctx, isDue);
}

async function pauseUntilNext(ctx: Business): Promise<number> {
  const next = await nextJobAt(ctx.db);
  const untilNextMs = next ? next.getTime() - Date.now() : POLL_MS;
  return Math.max(SHORTEST_PAUSE_MS, Math.min(POLL_MS, untilNextMs));
}

/** Does one batch of what is due now; answers how many jobs were tried. Job times are machine time. */
export async function runDueJobs(ctx: Business, now = new Date()): Promise<number> {
  const jobs = await leaseJobs(ctx.db, now, LEASE_SECONDS, BATCH);
  await Promise.all(jobs.map((job) => runJob(ctx, job)));
  return jobs.length;
}

async function runJob(ctx: Business, job: JobRow): Promise<void> {
  try {
    const work = WORK[job.kind];
    if (!work) throw new Error(`No work is called ${job.kind}.`);
    await work(ctx, job.subject_id);
    await finishJob(ctx.db, job);
  } catch (error) {
    const pauseMs = Math.min(FIRST_RETRY_MS * 2 ** (job.attempts - 1), LONGEST_RETRY_MS);
    const reason = error instanceof Error ? error.message : "unknown";
    await failJob(ctx.db, job, reason, new Date(Date.now() + pauseMs));
  }
}
