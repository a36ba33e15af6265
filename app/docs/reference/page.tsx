import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { Link } from "@/components/ui/link";
import { readDocument } from "@/lib/client/document";
import { BASE_PATH } from "@/lib/contract/route";
import { getT } from "@/lib/messages/server";
import { OperationLink } from "../_parts/operation-link";
import { listOperations, slugOf } from "../_parts/operations";
import { Prose } from "../_parts/prose";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("docs"))("reference.title") };
}

/** Every operation of the OpenAPI document, by tag; each tag has a page. The document's own words are English. */
export default async function ReferencePage() {
  const [t, document] = await Promise.all([getT("docs"), readDocument()]);
  const operations = listOperations(document);
  return (
    <>
      <PageHead title={t("reference.title")} lead={t("reference.lead")} />
      <p className="min-w-0 break-words">
        {`${t("reference.document")}: `}
        <a href={`${BASE_PATH}/openapi.json`} className="font-mono text-accent text-sm">
          {`${BASE_PATH}/openapi.json`}
        </a>
      </p>
      <div lang="en" className="mt-6 grid gap-x-8 gap-y-6">
        {document.tags.map((tag) => (
          <section key={tag.name} className="min-w-0 border-line border-t pt-4">
            <h2 className="text-lg">
              <Link href={`/docs/reference/${slugOf(tag.name)}`} prefetch={false}>
                {tag.name}
              </Link>
            </h2>
            <p className="text-muted">
              <Prose text={tag.description} />
            </p>
            <ul className="mt-2">
              {operations
                .filter(({ operation }) => operation.tags.includes(tag.name))
                .map((placed) => (
                  <li
                    key={placed.operation.operationId}
                    className="grid gap-x-4 py-1 sm:grid-cols-[minmax(0,1fr)_minmax(0,280px)]"
                  >
                    <OperationLink placed={placed} />
                    <span className="text-muted">{placed.operation.summary}</span>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
