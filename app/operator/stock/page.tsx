import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/table";
import { read } from "@/lib/client";
import { getStockSummary, listStock } from "@/lib/contract/admin-shop";
import { listHref, type SearchParams } from "@/lib/list-url";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { Filters } from "./filters";
import { readSearch } from "./search";
import { StockTable } from "./stock-table";
import { Summary } from "./summary";

const PATH = "/operator/stock";

/** The page's title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operatorStock"))("title") };
}

/** How much stock there is, and every address; filters and page are in the URL. */
export default async function StockPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator();
  const search = readSearch(await searchParams);
  const { cursor, ...filters } = search;
  const [t, words, summary, page] = await Promise.all([
    getT("operatorStock"),
    getT("common"),
    read(getStockSummary, {}),
    read(listStock, { query: search }),
  ]);
  const suppliers = [...new Set(summary.items.map(({ supplier }) => supplier))];
  const isFiltered = Object.values(filters).some(Boolean);
  return (
    <ClientMessages of={["errors"]}>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        action={
          <ButtonLink href={`${PATH}/import`} tone="primary">
            {t("import")}
          </ButtonLink>
        }
      />
      {summary.items.length ? <Summary rows={summary.items} /> : null}
      <Filters chosen={filters} suppliers={suppliers} />
      <Card flush title={t("addresses")}>
        {page.items.length ? (
          <StockTable rows={page.items} />
        ) : (
          <EmptyState
            action={
              <ButtonLink href={isFiltered ? PATH : `${PATH}/import`}>
                {isFiltered ? words("clearFilters") : t("import")}
              </ButtonLink>
            }
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
