import { useT } from "@/lib/messages/t";
import type { Field } from "../_parts/operations";
import { Prose } from "../_parts/prose";

/** Fields with type and meaning; nothing where there are none. */
export function FieldList({ title, fields }: { title?: string; fields: readonly Field[] }) {
  const t = useT("docs");
  if (!fields.length) return null;
  return (
    <section>
      {title ? <h3 className="font-medium">{title}</h3> : null}
      <dl className="divide-y divide-line">
        {fields.map((field) => (
          <div key={field.name} className="grid gap-x-4 py-2 sm:grid-cols-[minmax(0,220px)_minmax(0,1fr)]">
            <dt className="break-words font-mono text-sm">
              {field.name}
              {field.isRequired ? <span className="ml-2 text-muted">{t("reference.required")}</span> : null}
            </dt>
            <dd className="min-w-0 break-words">
              <span className="font-mono text-muted text-sm">{field.type}</span>
              {field.description ? (
                <span className="block">
                  <Prose text={field.description} />
                </span>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
