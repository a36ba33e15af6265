import type { Metadata } from "next";
import { ListBody } from "@/components/layout/list-body";
import { PageHead } from "@/components/layout/page-head";
import { ButtonLink } from "@/components/ui/button";
import { read } from "@/lib/client";
import { getStockSummary, listStock } from "@/lib/contract/admin-shop";
import type { SearchParams } from "@/lib/list-url";
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
  const [t, summary, page] = await Promise.all([
    getT("operatorStock"),
    read(getStockSummary, {}),
    read(listStock, { query: search }),
  ]);
  const suppliers = [...new Set(summary.items.map(({ supplier }) => supplier))];
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
      <ListBody
        path={PATH}
        search={search}
        nextCursor={page.next_cursor}
        none={t("nothingYet")}
        noMatch={t("noMatch")}
        title={t("addresses")}
        firstAct={<ButtonLink href={`${PATH}/import`}>{t("import")}</ButtonLink>}
      >
        {page.items.length ? <StockTable rows={page.items} /> : null}
      </ListBody>
    </ClientMessages>
  );
}
