/** Whom people of this site may write to: an e-mail address or a page. */
export interface Contact {
  text: string;
  href: string;
}

const EMAIL = /^[\w.+-]+@[\p{L}\d-]+(\.[\p{L}\d-]+)+$/u;
const PAGE = /^https:\/\/[^\s<>"@]+(\/[^\s<>"]*)?$/;

/** Reads an e-mail address or an https address; `null` when nothing is given, `undefined` when it is neither. */
export function readContact(text: string): Contact | null | undefined {
  if (!text) return null;
  if (EMAIL.test(text)) return { text, href: `mailto:${text}` };
  return PAGE.test(text) && URL.canParse(text) ? { text, href: text } : undefined;
}

/** The contact that this process is configured with, in `SUPPORT_CONTACT`. */
export function supportContact(): Contact | null {
  return readContact(process.env.SUPPORT_CONTACT ?? "") ?? null;
}

/**
 * A text cut where the contact belongs: texts put those who can be written to in square brackets, "write to [the
 * operator of this site]". A text without brackets is all `before`.
 */
export function cutAtContact(text: string): { before: string; who: string; after: string } {
  const [, before = text, who = "", after = ""] = /^([^[]*)\[([^\]]*)\](.*)$/s.exec(text) ?? [];
  return { before, who, after };
}

/** The same text without brackets, the contact after those whom it names, for where there are no links. */
export function nameContact(text: string, contact: Contact | null): string {
  const { before, who, after } = cutAtContact(text);
  return `${before}${who}${who && contact ? ` (${contact.text})` : ""}${after}`;
}
