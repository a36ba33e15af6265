import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { getT } from "@/lib/messages/server";
import { CodeBlock } from "../_parts/code-block";
import { DocsSection, DocsTable, Prose } from "../_parts/prose";
import { TRY_TWICE } from "../_parts/quick-start";

const ROWS = [
  "first",
  "running",
  "delivering",
  "done",
  "refused",
  "unstored",
  "supplier",
  "broken",
  "other",
] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("guides"))("idempotency.title") };
}

/** How a retry never acts twice. */
export default async function IdempotencyPage() {
  const t = await getT("guides");
  const rows = ROWS.map((row) => ({
    key: row,
    cells: (["on", "get"] as const).map((side) => (
      <Prose key={side} text={t(`idempotency.rows.${row}.${side}`)} />
    )),
  }));
  return (
    <>
      <PageHead title={t("idempotency.title")} lead={t("idempotency.lead")} />
      <p>
        <Prose text={t("idempotency.how")} />
      </p>
      <DocsSection id="repeats" title={t("idempotency.tableTitle")}>
        <DocsTable heads={[t("idempotency.situation"), t("idempotency.answer")]} rows={rows} />
      </DocsSection>
      {(["same", "lost", "kept"] as const).map((part) => (
        <DocsSection key={part} id={part} title={t(`idempotency.${part}Title`)}>
          <p>
            <Prose text={t(`idempotency.${part}`)} />
          </p>
        </DocsSection>
      ))}
      <DocsSection id="try" title={t("idempotency.tryTitle")}>
        <p>
          <Prose text={t("idempotency.try")} />
        </p>
        <CodeBlock code={TRY_TWICE} title="bash" example="try-twice" />
      </DocsSection>
    </>
  );
}
