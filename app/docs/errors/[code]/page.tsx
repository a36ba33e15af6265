import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/layout/page-head";
import { Link } from "@/components/ui/link";
import { readDocument } from "@/lib/client/document";
import { getT } from "@/lib/messages/server";
import { CodeBlock } from "../../_parts/code-block";
import { OperationLink } from "../../_parts/operation-link";
import { listOperations } from "../../_parts/operations";
import { DocsSection, Prose } from "../../_parts/prose";
import { FACTS, findCode } from "../facts";

interface PageProps {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await params).code };
}

/** One error code: why, what to do, is it safe to retry, was money moved. */
export default async function ErrorPage({ params }: PageProps) {
  const code = findCode((await params).code);
  const [t, texts, document] = await Promise.all([getT("guides"), getT("errorDocs"), readDocument()]);
  const fact = document["x-error-codes"].find((candidate) => candidate.code === code);
  if (!code || !fact) notFound();
  const [retry, money] = FACTS[code];
  const answers = [
    { id: "cause", text: texts(`${code}.cause`) },
    { id: "fix", text: texts(`${code}.fix`) },
    { id: "retry", text: t(`errorPages.retries.${retry}`) },
    { id: "money", text: t(`errorPages.moneys.${money}`) },
  ] as const;
  const routes = listOperations(document).filter(({ operation }) =>
    operation.responses[fact.status]?.description.includes(`\`${code}\``),
  );
  return (
    <>
      <PageHead
        above={<Link href="/docs/errors">{t("errorPages.back")}</Link>}
        title={<span className="font-mono">{code}</span>}
        lead={`HTTP ${fact.status}`}
      />
      {answers.map(({ id, text }) => (
        <DocsSection key={id} id={id} title={t(`errorPages.${id}`)}>
          <p>
            <Prose text={text} />
          </p>
        </DocsSection>
      ))}
      <DocsSection id="example" title={t("errorPages.example")}>
        <CodeBlock code={JSON.stringify(fact.example, null, 2)} title="JSON" />
      </DocsSection>
      <DocsSection id="routes" title={t("errorPages.routes")}>
        {routes.length ? null : <p>{t("errorPages.anyRoute")}</p>}
        <ul className="flex flex-col gap-1">
          {routes.map((placed) => (
            <li key={placed.operation.operationId}>
              <OperationLink placed={placed} />
            </li>
          ))}
        </ul>
      </DocsSection>
    </>
  );
}
