import { createTransport } from "nodemailer";
import type { Contact } from "@/lib/contact";
import type { Mailer } from "./mailer";
import { renderLetter } from "./render";

const TIMEOUT_MS = 15_000;

interface MailSettings {
  /** `smtps://user:password@host`; empty: mails are written but kept. */
  smtpUrl: string;
  from: string;
  publicUrl: string;
  /** Whom the mails name, and where answers to them go if it is an address. */
  contact: Contact | null;
}

/** Writes mails and sends them through a mail server, if there is one. */
export function createMailer({ smtpUrl, from, publicUrl, contact }: MailSettings): Mailer {
  return {
    render: (content, locale) => renderLetter(content, locale, { publicUrl, contact }),
    send: smtpUrl ? sendThrough(smtpUrl, from, contact) : null,
  };
}

function sendThrough(smtpUrl: string, from: string, contact: Contact | null): NonNullable<Mailer["send"]> {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = from.split("@").at(-1)?.replace(/>$/, "") ?? "localhost";
  return async ({ id, to, letter }) => {
    await transport.sendMail({
      from,
      ...(contact?.href.startsWith("mailto:") ? { replyTo: contact.text } : {}),
      to: { name: "", address: to },
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      messageId: `<${id}@${host}>`,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  };
}
