import { Link } from "@/components/ui/link";
import type { OpenApiDocument, Operation } from "@/lib/contract/openapi";
import { useT } from "@/lib/messages/t";
import { CodeBlock } from "../_parts/code-block";
import { fieldsOf } from "../_parts/operations";
import { FieldList } from "./field-list";

/** Every status that an operation answers; errors lead to their pages, successes show fields and an example. */
export function Answers({ document, operation }: { document: OpenApiDocument; operation: Operation }) {
  const t = useT("docs");
  const all = Object.entries(operation.responses);
  const done = all.filter(([status]) => status < "300");
  const [firstStatus, first] = done[0] ?? [];
  const media = first?.content?.["application/json"];
  const example = media?.example ?? firstValue(media?.examples);
  const fields = media ? fieldsOf(document, media.schema) : [];
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h3 className="font-medium">{t("reference.answers")}</h3>
      <ul className="flex flex-col gap-1">
        {all.map(([status, answer]) => (
          <li key={status} className="flex gap-3">
            <span className="font-mono tabular-nums">{status}</span>
            <span className="min-w-0 break-words">
              {status < "300" ? answer.description : <ErrorCodes words={answer.description} />}
            </span>
          </li>
        ))}
      </ul>
      {example === undefined ? null : (
        <CodeBlock
          code={JSON.stringify(example, null, 2)}
          title={`${t("reference.example")} ${firstStatus}`}
        />
      )}
      {fields.length ? (
        <details>
          <summary className="w-fit text-muted text-sm">{t("reference.answerFields")}</summary>
          <FieldList fields={fields} />
        </details>
      ) : null}
    </section>
  );
}

/** The document names codes between backticks: each leads to its page. */
function ErrorCodes({ words }: { words: string }) {
  return words.split("`").map((part, index) =>
    index % 2 ? (
      <Link
        key={part}
        href={`/docs/errors/${part}`}
        prefetch={false}
        className="font-mono text-accent text-sm"
      >
        {part}
      </Link>
    ) : (
      part
    ),
  );
}

function firstValue(examples: Record<string, object> | undefined): unknown {
  const [first] = Object.values(examples ?? {});
  return first && "value" in first ? first.value : undefined;
}
