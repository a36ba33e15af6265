import { Link } from "@/components/ui/link";
import type { OpenApiDocument, Schema } from "@/lib/contract/openapi";
import { useT } from "@/lib/messages/t";
import { CodeBlock } from "../_parts/code-block";
import { curlOf, type Field, fieldsOf, type PlacedOperation, typeWords } from "../_parts/operations";
import { Code, Prose } from "../_parts/prose";
import { Answers } from "./answers";
import { FieldList } from "./field-list";

interface OperationCardProps {
  document: OpenApiDocument;
  placed: PlacedOperation;
  origin: string;
}

/** One operation: what it does, who may call it, what goes in and what comes out. */
export function OperationCard({ document, placed, origin }: OperationCardProps) {
  const t = useT("docs");
  const { operation, method, path } = placed;
  const scope = operation["x-required-scope"];
  const body = operation.requestBody?.content["application/json"].schema;
  return (
    <article
      aria-labelledby={operation.operationId}
      className="mt-6 flex min-w-0 flex-col gap-4 border-line border-t pt-6"
    >
      <header>
        <h2 id={operation.operationId} className="scroll-mt-20 text-lg">
          <a href={`#${operation.operationId}`}>{operation.summary}</a>
        </h2>
        <p className="mt-1 break-words font-mono text-sm">
          <span className="text-accent">{method.toUpperCase()}</span> {path}
        </p>
      </header>
      {operation.description ? (
        <p>
          <Prose text={operation.description} />
        </p>
      ) : null}
      <dl className="flex flex-wrap gap-x-8 gap-y-1 text-sm">
        <div className="flex gap-2">
          <dt className="text-muted">{t("reference.scope")}</dt>
          <dd>{scope ? <Code>{scope}</Code> : t("reference.open")}</dd>
        </div>
        <div className="flex gap-2">
          <dt className="text-muted">{t("reference.repeat")}</dt>
          <dd>
            <RepeatClass operation={placed.operation} />
          </dd>
        </div>
      </dl>
      <FieldList title={t("reference.parameters")} fields={parametersOf(document, placed)} />
      {body ? <FieldList title={t("reference.body")} fields={fieldsOf(document, body)} /> : null}
      <CodeBlock code={curlOf(placed, origin)} title="curl" example={`curl-${operation.operationId}`} />
      <Answers document={document} operation={operation} />
    </article>
  );
}

function RepeatClass({ operation }: { operation: PlacedOperation["operation"] }) {
  const t = useT("docs");
  const words = t(`reference.classes.${operation["x-idempotency"]}`);
  if (operation["x-idempotency"] !== "key-required") return words;
  return (
    <Link href="/docs/idempotency" prefetch={false} className="text-accent">
      {words}
    </Link>
  );
}

function parametersOf(document: OpenApiDocument, { operation }: PlacedOperation): Field[] {
  return (operation.parameters ?? []).map((parameter) => ({
    name: parameter.name,
    type: `${parameter.in} · ${typeWords(document, parameter.schema)}`,
    isRequired: parameter.required === true,
    description: parameter.description ?? descriptionOf(parameter.schema),
  }));
}

function descriptionOf(schema: Schema): string {
  return schema.description ?? "";
}
