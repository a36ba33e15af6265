import { useContact, useT } from "@/lib/messages/t";

/** Whom to write to, where this site names somebody. */
export function ContactLine() {
  const [t, contact] = [useT("nav"), useContact()];
  if (!contact) return null;
  return (
    <p className="text-muted text-sm">
      {t("questions")}{" "}
      <a
        href={contact.href}
        className="inline-block py-1 text-text underline underline-offset-2 [overflow-wrap:anywhere] hover:no-underline"
      >
        {contact.text}
      </a>
    </p>
  );
}
