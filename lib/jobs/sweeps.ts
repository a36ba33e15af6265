import { extendChain } from "@/lib/domain/audit/chain";
import { foldLogs } from "@/lib/domain/audit/fold";
import type { Business } from "@/lib/domain/context";
import { expireDeposits } from "@/lib/domain/deposits/expire";
import { enqueueNewReminders, enqueueReminders } from "@/lib/domain/mail/remind";
import { forgetRefusals } from "@/lib/domain/orders/forget-refusals";
import { forgetAttempts } from "@/lib/domain/sessions/throttle";
import { announcePrices } from "@/lib/domain/subscriptions/announce";
import { renewDue } from "@/lib/domain/subscriptions/auto-renew";
import { expireEnded, releaseEnded } from "@/lib/domain/subscriptions/end";
import { log } from "@/lib/log";

/** Work that finds what is due by itself, in business time; safe to run anywhere, at once, and again. */
export interface Sweep {
  name: string;
  /** At most this often per process; after a jump of the clock at once. 0: at every turn. */
  everyMs: number;
  sweep(ctx: Business): Promise<unknown>;
}

/** All of them, in the order in which they run: what can still be renewed is, before anything is released. */
const SWEEPS: readonly Sweep[] = [
  { name: "announce_prices", everyMs: 60_000, sweep: announcePrices },
  { name: "renew_due", everyMs: 0, sweep: renewDue },
  { name: "expire_ended", everyMs: 0, sweep: expireEnded },
  { name: "release_ended", everyMs: 0, sweep: releaseEnded },
  { name: "expire_deposits", everyMs: 15_000, sweep: expireDeposits },
  { name: "enqueue_new_reminders", everyMs: 30_000, sweep: enqueueNewReminders },
  { name: "enqueue_reminders", everyMs: 1_800_000, sweep: enqueueReminders },
  { name: "extend_audit_chain", everyMs: 0, sweep: (ctx) => extendChain(ctx.db) },
  { name: "fold_logs", everyMs: 1_000, sweep: foldLogs },
  { name: "forget_attempts", everyMs: 3_600_000, sweep: forgetAttempts },
  { name: "forget_refusals", everyMs: 3_600_000, sweep: forgetRefusals },
];

/** Runs every sweep for which `isDue` holds. One that fails is logged and does not keep the others from running. */
export async function runSweeps(ctx: Business, isDue: (sweep: Sweep) => boolean = () => true): Promise<void> {
  for (const sweep of SWEEPS.filter(isDue)) {
    await sweep
      .sweep(ctx)
      .catch((error: unknown) => log("warn", "jobs.sweep_failed", { sweep: sweep.name, error }));
  }
}
