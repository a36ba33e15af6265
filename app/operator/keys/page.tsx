import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/table";
import { read } from "@/lib/client";
import { KEY_KINDS, listAllKeys } from "@/lib/contract/keys";
import { CURSOR, listHref, readFilters, SEARCH_TEXT, type SearchParams } from "@/lib/list-url";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { Filters } from "./filters";
import { IssueKeys } from "./issue-keys";
import { KeyTable } from "./key-table";

const PATH = "/operator/keys";

/** The page's title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operatorKeys"))("title") };
}

/** Everyone's keys and sign-ins; filters and page are in the URL. No key itself is on this page. */
export default async function KeysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator();
  const rules = { q: SEARCH_TEXT, kind: KEY_KINDS, user_id: /^[1-9]\d{0,14}$/, cursor: CURSOR };
  const { cursor, ...filters } = readFilters(await searchParams, rules);
  const kind = KEY_KINDS.find((one) => one === filters.kind);
  const [t, words, page] = await Promise.all([
    getT("operatorKeys"),
    getT("common"),
    read(listAllKeys, { query: { ...filters, kind, cursor } }),
  ]);
  const isFiltered = Object.values(filters).some(Boolean);
  return (
    <ClientMessages of={["operatorKeys", "errors"]}>
      <PageHead title={t("title")} lead={t("lead")} action={<IssueKeys userId={filters.user_id} />} />
      <Filters chosen={filters} />
      <Card flush>
        {page.items.length ? (
          <KeyTable rows={page.items} />
        ) : (
          <EmptyState
            action={isFiltered ? <ButtonLink href={PATH}>{words("clearFilters")}</ButtonLink> : undefined}
          >
            {t(isFiltered ? "noMatch" : "nothingYet")}
          </EmptyState>
        )}
        <Pager
          nextHref={page.next_cursor && listHref(PATH, { ...filters, cursor: page.next_cursor })}
          firstHref={cursor ? listHref(PATH, filters) : null}
        />
      </Card>
    </ClientMessages>
  );
}
