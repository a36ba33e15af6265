/** The languages that mails are written in. */
export type MailLocale = "en" | "ru";

/** What a mail is about; money as decimal strings, instants as ISO, `token` opens the mail's link, `next` is where to go then. */
export type MailContent =
  | { topic: "confirm"; token: string; next?: string }
  | { topic: "sign_up_again"; next?: string }
  | { topic: "reset"; token: string }
  | { topic: "password_changed"; changedAt: string }
  | { topic: "banned"; reason: string }
  | { topic: "unbanned" }
  | { topic: "two_factor_reset"; reason: string }
  | { topic: "deposit_credited"; amountUsd: string; balanceUsd: string }
  | {
      topic: "renewal_coming";
      subscriptionId: number;
      name: string;
      days: number;
      expiresAt: string;
      /** When it is charged; mails that were written before this was told lack it. */
      chargedAt?: string;
      priceUsd: string;
      balanceUsd: string;
      /** What is left after it; `null` when the balance is not enough, then `missingUsd` says by how much. */
      afterUsd: string | null;
      missingUsd: string | null;
    }
  | {
      topic: "renewed";
      subscriptionId: number;
      name: string;
      priceUsd: string;
      /** What is left after it. */
      balanceUsd: string;
      expiresAt: string;
    }
  | {
      topic: "renewal_failed";
      subscriptionId: number;
      name: string;
      priceUsd: string;
      balanceUsd: string;
      missingUsd: string;
    }
  | { topic: "expired"; subscriptionId: number; name: string; expiredAt: string };

export type MailTopic = MailContent["topic"];

/** What a user may switch off. The rest is about who may get in, and always sent. */
export const MUTABLE_TOPICS = [
  "deposit_credited",
  "renewal_coming",
  "renewed",
  "renewal_failed",
  "expired",
] as const satisfies readonly MailTopic[];

/** A mail as a person reads it: the same words plain and as HTML, and the one link of its button. */
export interface Letter {
  subject: string;
  /** The words alone, paragraphs apart by an empty line, and those of the button. */
  body: string;
  button: string;
  text: string;
  html: string;
  link: string;
}

/** One letter on its way; `id` names it for the receiving server, so that one sent twice is shown once. */
export interface Parcel {
  id: string;
  to: string;
  letter: Letter;
}

/** How mails leave. */
export interface Mailer {
  /** Writes a mail. Pure. */
  render(content: MailContent, locale: MailLocale): Letter;
  /** Hands a mail to the mail server; rejects when it wasn't taken. `null`: mails are kept, not sent. */
  send: ((parcel: Parcel) => Promise<void>) | null;
}
