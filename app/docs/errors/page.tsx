import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { Link } from "@/components/ui/link";
import { readDocument } from "@/lib/client/document";
import { getT } from "@/lib/messages/server";
import { CodeBlock } from "../_parts/code-block";
import { DocsSection, DocsTable, Prose } from "../_parts/prose";
import { FACTS, findCode } from "./facts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("guides"))("errorPages.title") };
}

/** Every error code: status, what it means, and how to try again. */
export default async function ErrorsPage() {
  const [t, texts, document] = await Promise.all([getT("guides"), getT("errorDocs"), readDocument()]);
  const facts = document["x-error-codes"];
  const rows = facts.flatMap((fact) => {
    const code = findCode(fact.code);
    if (!code) return [];
    return {
      key: code,
      cells: [
        <span key="status" className="font-mono tabular-nums">
          {fact.status}
        </span>,
        <Link key="code" href={`/docs/errors/${code}`} className="font-mono text-accent text-sm">
          {code}
        </Link>,
        <Prose key="cause" text={texts(`${code}.cause`)} />,
        <span key="retry" className="whitespace-nowrap">
          {t(`errorPages.retryWords.${FACTS[code][0]}`)}
        </span>,
      ],
    };
  });
  const sample = facts.find((fact) => fact.code === "insufficient")?.example;
  return (
    <>
      <PageHead title={t("errorPages.title")} lead={t("errorPages.lead").replaceAll("`", "")} />
      <DocsSection id="shape" title={t("errorPages.shape")}>
        <CodeBlock code={JSON.stringify(sample, null, 2)} title="JSON" />
        <p>
          <Prose text={t("errorPages.statusWord")} />
        </p>
      </DocsSection>
      <DocsSection id="codes" title={t("errorPages.all")}>
        <DocsTable
          heads={[t("errorPages.status"), t("errorPages.code"), t("errorPages.cause"), t("errorPages.again")]}
          rows={rows}
        />
      </DocsSection>
    </>
  );
}
