import { ActionText } from "@/components/format/audit-action";
import { Link } from "@/components/ui/link";
import type { AuditEntry } from "@/lib/contract/admin-watch";
import { type Fact, factsOf } from "./facts";
import { type Subject, subjectOf } from "./subject";
import type { Pen } from "./words";

/** What was done, and under it what it was done to. */
export function Act({ row, pen }: { row: AuditEntry; pen: Pen }) {
  const subject = subjectOf(pen, row);
  return (
    <span className="flex min-w-0 flex-col md:py-1.5">
      <span>
        <ActionText act={row} />
      </span>
      {subject ? <SubjectLine subject={subject} /> : null}
    </span>
  );
}

function SubjectLine({ subject: { text, href } }: { subject: Subject }) {
  if (!href) return <span className="break-words text-muted">{text}</span>;
  return (
    <Link href={href} className="self-start break-words text-accent underline-offset-2 hover:underline">
      {text}
    </Link>
  );
}

/** The facts of an entry as lines of a name and a value; nothing where there is none. */
export function FactLines({ row, pen }: { row: AuditEntry; pen: Pen }) {
  const facts = factsOf(pen, row);
  if (facts.length === 0) return null;
  return (
    <dl className="flex min-w-0 max-w-full flex-1 basis-52 flex-wrap gap-x-4 gap-y-0.5 text-left">
      {facts.map((fact) => (
        <div key={fact.key} className="flex min-w-0 flex-wrap gap-x-1.5">
          <dt className="text-muted">{fact.name}</dt>
          <dd className="min-w-0 break-words text-text">
            <Value fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ fact: { before, value } }: { fact: Fact }) {
  if (before === undefined) return value;
  return (
    <>
      <del className="text-muted no-underline">{before}</del> → {value}
    </>
  );
}
