import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { getT } from "@/lib/messages/server";
import { REFUSALS, type RefusalReason } from "@/lib/proxy-refusals";
import { CodeBlock } from "../_parts/code-block";
import { quickStartPlace } from "../_parts/place";
import { Code, DocsSection, DocsTable, Prose } from "../_parts/prose";
import { waysThrough } from "../_parts/quick-start";

const OPTIONS = ["country", "session", "ttl"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("useDocs"))("proxies.title") };
}

/** How to go through a proxy, and what each refusal of the gateway means. */
export default async function ProxiesPage() {
  const [t, place] = await Promise.all([getT("useDocs"), quickStartPlace()]);
  const options = OPTIONS.map((option) => ({
    key: option,
    cells: [<Code key="option">{option}</Code>, t(`proxies.options.${option}`)],
  }));
  const refusals = reasons().map((reason) => ({
    key: reason,
    cells: [
      <span key="status" className="font-mono tabular-nums">
        {REFUSALS[reason][0]}
      </span>,
      <Code key="reason">{reason}</Code>,
      <Prose key="meaning" text={t(`proxies.reasons.${reason}`)} />,
    ],
  }));
  return (
    <>
      <PageHead title={t("proxies.title")} lead={t("proxies.lead")} />
      <DocsSection id="protocols" title={t("proxies.waysTitle")}>
        <p>
          <Prose text={t("proxies.ways")} />
        </p>
        <CodeBlock code={waysThrough(place)} title="bash" example="ways-through" />
      </DocsSection>
      <DocsSection id="rotating" title={t("proxies.rotatingTitle")}>
        <p>
          <Prose text={t("proxies.rotating")} />
        </p>
        <DocsTable heads={[t("proxies.option"), t("proxies.meaning")]} rows={options} />
      </DocsSection>
      <DocsSection id="refusals" title={t("proxies.refusalsTitle")}>
        <p>
          <Prose text={t("proxies.refusals")} />
        </p>
        <DocsTable heads={[t("proxies.status"), t("proxies.reason"), t("proxies.meaning")]} rows={refusals} />
      </DocsSection>
    </>
  );
}

/** The keys of a constant table are its own; `Object.keys` does not say so. */
function reasons(): RefusalReason[] {
  return Object.keys(REFUSALS) as RefusalReason[];
}
