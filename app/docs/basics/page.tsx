import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { BASE_PATH } from "@/lib/contract/route";
import { getT } from "@/lib/messages/server";
import { CodeBlock } from "../_parts/code-block";
import { quickStartPlace } from "../_parts/place";
import { Code, DocsSection, DocsTable, Prose } from "../_parts/prose";
import { PAGE_BY_PAGE } from "../_parts/quick-start";

const SCOPES = [
  { key: "read", scope: "proxy:read" },
  { key: "write", scope: "proxy:write" },
  { key: "buy", scope: "proxy:buy" },
  { key: "deposits", scope: "deposits:write" },
  { key: "admin", scope: "admin:*" },
] as const;
const FORMATS = ["money", "time", "closed", "request"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("useDocs"))("basics.title") };
}

/** What every route has in common. */
export default async function BasicsPage() {
  const [t, { origin }] = await Promise.all([getT("useDocs"), quickStartPlace()]);
  const rows = SCOPES.map(({ key, scope }) => ({
    key,
    cells: [<Code key="scope">{scope}</Code>, t(`basics.scopes.${key}`)],
  }));
  return (
    <>
      <PageHead title={t("basics.title")} lead={t("basics.lead")} />
      <DocsSection id="base" title={t("basics.baseTitle")}>
        <p>{t("basics.base")}</p>
        <CodeBlock code={`${origin}${BASE_PATH}\nAuthorization: Bearer pdk_…`} title="HTTP" />
        <p>
          <Prose text={t("basics.keys")} />
        </p>
      </DocsSection>
      <DocsSection id="scopes" title={t("basics.scopesTitle")}>
        <DocsTable heads={[t("basics.scope"), t("basics.allows")]} rows={rows} />
      </DocsSection>
      <DocsSection id="formats" title={t("basics.formatsTitle")}>
        <ul className="flex list-disc flex-col gap-1.5 pl-5">
          {FORMATS.map((format) => (
            <li key={format}>
              <Prose text={t(`basics.formats.${format}`)} />
            </li>
          ))}
        </ul>
      </DocsSection>
      <DocsSection id="lists" title={t("basics.listsTitle")}>
        <p>
          <Prose text={t("basics.lists")} />
        </p>
        <CodeBlock code={PAGE_BY_PAGE} title="bash" example="page-by-page" />
      </DocsSection>
    </>
  );
}
