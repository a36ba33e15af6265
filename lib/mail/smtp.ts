import { createTransport } from "nodemailer";
import type { Mailer } from "./mailer";
import { renderLetter } from "./render";

const TIMEOUT_MS = 15_000;

/** Mails through the server of `smtpUrl` (`smtps://user:password@host`); without one they are written but kept. */
export function createMailer(settings: { smtpUrl: string; from: string; publicUrl: string }): Mailer {
  const { smtpUrl, from, publicUrl } = settings;
  return {
    render: (content, locale) => renderLetter(content, locale, publicUrl),
    send: smtpUrl ? sendThrough(smtpUrl, from) : null,
  };
}

function sendThrough(smtpUrl: string, from: string): NonNullable<Mailer["send"]> {
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
      to: { name: "", address: to },
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      messageId: `<${id}@${host}>`,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  };
}
