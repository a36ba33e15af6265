import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { getT } from "@/lib/messages/server";
import { CodeBlock } from "../_parts/code-block";
import { DocsSection, DocsTable, Prose } from "../_parts/prose";

const ROWS = ["reads", "quotes", "money", "credentials", "checks", "operator", "address"] as const;

const HEADERS = `RateLimit-Policy: "reads";q=120;w=60
RateLimit: "reads";r=119;t=60

RateLimit-Policy: "money";q=30;w=60, "inflight";q=4;qu="concurrent-requests"
RateLimit: "money";r=29;t=60, "inflight";r=3`;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("guides"))("limits.title") };
}

/** How much, how often, and how to see what is left. */
export default async function LimitsPage() {
  const t = await getT("guides");
  const rows = ROWS.map((row) => ({
    key: row,
    cells: [t(`limits.rows.${row}.on`), t(`limits.rows.${row}.get`)],
  }));
  return (
    <>
      <PageHead title={t("limits.title")} lead={t("limits.lead")} />
      <DocsSection id="limits" title={t("limits.tableTitle")}>
        <DocsTable heads={[t("limits.what"), t("limits.limit")]} rows={rows} />
        <p className="text-muted">{t("limits.note")}</p>
      </DocsSection>
      <DocsSection id="headers" title={t("limits.headersTitle")}>
        <p>
          <Prose text={t("limits.headers")} />
        </p>
        <CodeBlock code={HEADERS} title="HTTP" />
      </DocsSection>
      <DocsSection id="sizes" title={t("limits.sizeTitle")}>
        <p>{t("limits.size")}</p>
      </DocsSection>
    </>
  );
}
