import { log } from "@/lib/log";
import { leaseMails, type MailRow, markMailFailed, markMailSent } from "@/lib/store/mail";
import { deleteStaleTokens } from "@/lib/store/sign-ups";
import type { Business } from "../context";
import { openMail } from "./enqueue";

const BATCH = 20;
const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 15_000;
const MOST_PAUSE_MS = 3_600_000;
/** About a day of tries. */
const MOST_TRIES = 30;

/** Sends all that waits in the outbox, batch after batch, until the signal says to end. */
export async function sendAllDueMails(ctx: Business, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await sendDueMails(ctx)) === BATCH) {
    // Each turn is one batch.
  }
}

/** Sends the first of what waits in the outbox; answers how many were tried. Safe in many processes. Machine time. */
export async function sendDueMails(ctx: Business, now = new Date()): Promise<number> {
  await deleteStaleTokens(ctx.db, now);
  if (!ctx.mailer?.send) return 0;
  const mails = await leaseMails(ctx.db, { now, until: new Date(now.getTime() + LEASE_MS), limit: BATCH });
  await Promise.all(mails.map((mail) => sendMail(ctx, mail, now)));
  return mails.length;
}

async function sendMail(ctx: Business, mail: MailRow, now: Date): Promise<void> {
  try {
    const letter = ctx.mailer?.render(openMail(ctx, mail), mail.locale);
    if (letter) await ctx.mailer?.send?.({ id: `proxydeck-mail-${mail.id}`, to: mail.address, letter });
    await markMailSent(ctx.db, mail.id);
  } catch (error) {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (mail.attempts - 1), MOST_PAUSE_MS);
    const isOver = mail.attempts >= MOST_TRIES;
    log("warn", "mail.not_sent", {
      mail: mail.id,
      topic: mail.topic,
      attempts: mail.attempts,
      given_up: isOver,
    });
    await markMailFailed(ctx.db, mail.id, {
      error: error instanceof Error ? error.message : "unknown",
      nextAt: isOver ? null : new Date(now.getTime() + pause),
    });
  }
}
