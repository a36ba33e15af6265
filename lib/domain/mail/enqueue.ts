import { sha256Hex } from "@/lib/ids";
import { type MailContent, type MailLocale, type MailTopic, MUTABLE_TOPICS } from "@/lib/mail/mailer";
import { formatUsd, type Usd } from "@/lib/money";
import { insertMail, readRecipient } from "@/lib/store/mail";
import { readWallet } from "@/lib/store/wallets";
import type { Business } from "../context";

/** A user, whose settings decide; or a bare address, for who has no account yet. */
export type Recipient = { userId: number } | { address: string; locale: MailLocale };

/**
 * Puts a mail into the outbox, in the transaction that `ctx.db` is. `event` names what happened: one event is one mail,
 * however often it is told. A user without an address, or who switched the topic off, gets none.
 */
export async function enqueueMail(
  ctx: Business,
  to: Recipient,
  mail: { event: string; content: MailContent },
): Promise<void> {
  const recipient = "userId" in to ? await readRecipient(ctx.db, to.userId) : null;
  if ("userId" in to && isUnwanted(recipient, mail.content.topic)) return;
  const address = "userId" in to ? recipient?.email : to.address;
  if (!address) return;
  const { topic } = mail.content;
  await insertMail(ctx.db, {
    userId: recipient?.id ?? null,
    address,
    topic,
    isUrgent: !isMutable(topic),
    event: mail.event,
    locale: "userId" in to ? (recipient?.mail_locale ?? "en") : to.locale,
    contentSealed: ctx.seal.close(JSON.stringify(mail.content), sealPurpose(mail.event)),
    state: ctx.mailer?.send ? "waiting" : "kept",
    now: new Date(),
  });
}

/** What a mail of the outbox says. */
export function openMail(ctx: Business, mail: { event: string; content_sealed: string }): MailContent {
  return asContent(JSON.parse(ctx.seal.open(mail.content_sealed, sealPurpose(mail.event))));
}

/** Tells a user that a deposit arrived; call it in the transaction that credits it. */
export async function mailDepositCredited(
  ctx: Business,
  deposit: { userId: number; event: string; amount: Usd },
): Promise<void> {
  const wallet = await readWallet(ctx.db, deposit.userId);
  await enqueueMail(
    ctx,
    { userId: deposit.userId },
    {
      event: `deposit_credited:${deposit.event}`,
      content: {
        topic: "deposit_credited",
        amountUsd: formatUsd(deposit.amount),
        balanceUsd: wallet?.balance ?? "0.00",
      },
    },
  );
}

/** Tells a user that a renewal failed and what is missing; once per subscription and term. */
export async function mailRenewalFailed(
  ctx: Business,
  failed: { userId: number; subscriptionId: number; name: string; expiresAt: Date; price: Usd; balance: Usd },
): Promise<void> {
  const { userId, subscriptionId, name, price, balance } = failed;
  await enqueueMail(
    ctx,
    { userId },
    {
      event: `renewal_failed:${subscriptionId}:${failed.expiresAt.getTime()}`,
      content: {
        topic: "renewal_failed",
        subscriptionId,
        name,
        priceUsd: formatUsd(price),
        balanceUsd: formatUsd(balance),
        missingUsd: formatUsd(price > balance ? price - balance : 0n),
      },
    },
  );
}

function isUnwanted(recipient: { muted_mails: string[] } | null, topic: MailTopic): boolean {
  return isMutable(topic) && (recipient?.muted_mails.includes(topic) ?? false);
}

/** What is not about who may get in. */
function isMutable(topic: MailTopic): boolean {
  return MUTABLE_TOPICS.some((mutable) => mutable === topic);
}

/** Binds a sealed mail to its own row. */
function sealPurpose(event: string): string {
  return `mail:${sha256Hex(event)}`;
}

/** Only `enqueueMail` seals under this purpose, so what opens is what it closed. */
function asContent(value: unknown): MailContent {
  return value as MailContent;
}
