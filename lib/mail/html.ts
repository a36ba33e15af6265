import type { Contact } from "@/lib/contact";
import type { MailLocale } from "./mailer";

interface Page {
  locale: MailLocale;
  subject: string;
  paragraphs: readonly string[];
  button: string;
  link: string;
  foot: string;
  contact: Contact | null;
}

/** A mail as HTML: words, one button, the same link in plain, and the contact as a link. Every value is escaped; nothing is loaded. */
export function htmlOf(page: Page): string {
  const link = escapeHtml(page.link);
  const write = (text: string) => linkContact(escapeHtml(text), page.contact);
  return [
    `<!doctype html><html lang="${page.locale}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">`,
    `<title>${escapeHtml(page.subject)}</title></head>`,
    `<body style="margin:0;padding:24px 16px;font:16px/24px system-ui,sans-serif;color:#191a18;background:#fafaf8">`,
    `<div style="max-width:480px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e6e5e0;border-radius:8px">`,
    `<p style="margin:0 0 16px;font-weight:600">Proxydeck</p>`,
    `<h1 style="margin:0 0 16px;font-size:20px;line-height:28px">${escapeHtml(page.subject)}</h1>`,
    ...page.paragraphs.map((text) => `<p style="margin:0 0 16px">${write(text)}</p>`),
    `<p style="margin:24px 0"><a href="${link}" style="display:inline-block;padding:10px 16px;border-radius:6px;background:#0f766e;color:#ffffff;text-decoration:none">${escapeHtml(page.button)}</a></p>`,
    `<p style="margin:0;font-size:13px;line-height:18px;color:#5f605b;word-break:break-all">${link}</p>`,
    `</div><p style="max-width:480px;margin:16px auto 0;font-size:13px;line-height:18px;color:#5f605b">${write(page.foot)}</p>`,
    `</body></html>`,
  ].join("");
}

function linkContact(html: string, contact: Contact | null): string {
  if (!contact) return html;
  const text = escapeHtml(contact.text);
  return html.replaceAll(
    text,
    () => `<a href="${escapeHtml(contact.href)}" style="color:#0f766e">${text}</a>`,
  );
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
