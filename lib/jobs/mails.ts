import type { Business } from "@/lib/domain/context";
import { enqueueReminders } from "@/lib/domain/mail/remind";
import { sendDueMails } from "@/lib/domain/mail/send";

/** Reminders are about days: looking twice a minute is early enough. */
const REMIND_MS = 30_000;
let remindedAt = 0;

/** One turn of the mails: now and then what is worth a reminder, then what waits in the outbox. Machine time. */
export async function tendMails(ctx: Business, now = new Date()): Promise<void> {
  if (now.getTime() - remindedAt >= REMIND_MS) {
    remindedAt = now.getTime();
    await enqueueReminders(ctx);
  }
  await sendDueMails(ctx, now);
}
