import { cutAtContact } from "@/lib/contact";
import { useContact } from "@/lib/messages/t";

/** A text that may say whom to write to: behind those whom it names in square brackets stands the site's contact, if there is one. */
export function WithContact({ text }: { text: string }) {
  const contact = useContact();
  const { before, who, after } = cutAtContact(text);
  return (
    <>
      {before}
      {who}
      {who && contact ? (
        <>
          {" ("}
          <a href={contact.href} className="break-words text-accent underline underline-offset-2">
            {contact.text}
          </a>
          {")"}
        </>
      ) : null}
      {after}
    </>
  );
}
