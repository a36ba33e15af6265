import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/layout/page-head";
import { Link } from "@/components/ui/link";
import { readDocument } from "@/lib/client/document";
import { getT } from "@/lib/messages/server";
import { ownOrigin } from "@/lib/session/origin";
import { listOperations, slugOf } from "../../_parts/operations";
import { Prose } from "../../_parts/prose";
import { OperationCard } from "../operation-card";

interface PageProps {
  params: Promise<{ tag: string }>;
}

async function findTag(slug: string) {
  const document = await readDocument();
  return { document, tag: document.tags.find(({ name }) => slugOf(name) === slug) };
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await findTag((await params).tag)).tag?.name ?? "404" };
}

/** The operations of one tag, each with an address of its own: `/docs/reference/catalog#getProxyCatalog`. */
export default async function TagPage({ params }: PageProps) {
  const [t, origin, { document, tag }] = await Promise.all([
    getT("docs"),
    ownOrigin(),
    findTag((await params).tag),
  ]);
  if (!tag) notFound();
  const operations = listOperations(document).filter(({ operation }) => operation.tags.includes(tag.name));
  return (
    <div lang="en">
      <PageHead
        above={<Link href="/docs/reference">{t("reference.title")}</Link>}
        title={tag.name}
        lead={<Prose text={tag.description} />}
      />
      <nav aria-label={t("reference.contents")}>
        <ul>
          {operations.map(({ operation }) => (
            <li key={operation.operationId}>
              <a href={`#${operation.operationId}`} className="block py-0.5 text-accent">
                {operation.summary}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {operations.map((placed) => (
        <OperationCard key={placed.operation.operationId} {...{ document, placed, origin }} />
      ))}
    </div>
  );
}
