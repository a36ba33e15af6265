import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { ButtonLink, buttonLook } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/table";
import { read } from "@/lib/client";
import { listAudit } from "@/lib/contract/admin-watch";
import { listHref, type SearchParams } from "@/lib/list-url";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { Filters } from "./filters";
import { queryOf, readSearch } from "./search";
import { Trail } from "./trail";

const PATH = "/operator/audit";

/** The page's title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operatorAudit"))("title") };
}

/** Who did what; filters and page are in the URL. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator();
  const search = readSearch(await searchParams);
  const { cursor, ...filters } = search;
  const [t, words, page] = await Promise.all([
    getT("operatorAudit"),
    getT("common"),
    read(listAudit, { query: queryOf(search) }),
  ]);
  const isFiltered = Object.values(filters).some(Boolean);
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        action={
          <a href={listHref(`${PATH}/csv`, filters)} download className={buttonLook({})}>
            {t("csv")}
          </a>
        }
      />
      <Filters chosen={filters} />
      <Card flush>
        {page.items.length ? (
          <Trail rows={page.items} />
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
    </>
  );
}
