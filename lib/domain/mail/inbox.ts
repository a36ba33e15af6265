import type { Letter, MailTopic } from "@/lib/mail/mailer";
import { listKeptMails } from "@/lib/store/mail";
import type { Business } from "../context";
import { openMail } from "./enqueue";

const MOST = 50;

export interface InboxMail extends Letter {
  id: number;
  to: string;
  topic: string;
  locale: "en" | "ru";
  createdAt: Date;
}

/**
 * The newest mails that were kept instead of sent, as their readers would see them. `address` null: everybody's;
 * `topics` null: all. Who may ask is for the face that asks.
 */
export async function listInbox(
  ctx: Business,
  filter: { address: string | null; topics: readonly MailTopic[] | null },
): Promise<InboxMail[]> {
  const { mailer } = ctx;
  if (!mailer) return [];
  const mails = await listKeptMails(ctx.db, { ...filter, limit: MOST });
  return mails.map((mail) => ({
    ...mailer.render(openMail(ctx, mail), mail.locale),
    id: mail.id,
    to: mail.address,
    topic: mail.topic,
    locale: mail.locale,
    createdAt: mail.created_at,
  }));
}
