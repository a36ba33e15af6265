import type { Metadata } from "next";
import { choicesOf } from "@/components/form/choices";
import { FilterBar } from "@/components/form/filter-bar";
import { providerText } from "@/components/format/payment";
import { PageHead } from "@/components/layout/page-head";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/table";
import { read } from "@/lib/client";
import { listAllDeposits, listProviders } from "@/lib/contract/deposits";
import { CURSOR, listHref, readFilters, SEARCH_TEXT, type SearchParams } from "@/lib/list-url";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { DepositTable } from "./deposit-table";
import { queueQuery, SHOWS } from "./queue";

const PATH = "/operator/deposits";
const RULES = { q: SEARCH_TEXT, show: SHOWS, provider: /^[a-z0-9_-]{1,32}$/, cursor: CURSOR } as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operatorDeposits"))("title") };
}

/** The queue of deposits: what waits, unless the URL asks for something else. */
export default async function DepositsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator();
  const { cursor, ...filters } = readFilters(await searchParams, RULES);
  const { q, show, provider } = filters;
  const query = { ...queueQuery(show, q), q, provider, cursor };
  const [t, words, page, providers] = await Promise.all([
    getT("operatorDeposits"),
    getT("common"),
    read(listAllDeposits, { query }),
    read(listProviders, {}),
  ]);
  const shows = choicesOf(t("shows.waiting"), SHOWS, (one) => t(`shows.${one}`));
  const carriers = [
    { value: "", label: t("anyProvider") },
    ...providers.items.map(({ provider: value, label }) => ({
      value,
      label: providerText(words, value, label),
    })),
  ];
  const isFiltered = Boolean(q || show || provider);
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <FilterBar
        action={PATH}
        fields={[
          { kind: "text", name: "q", label: t("search"), hint: t("searchHint"), value: q },
          { kind: "choice", name: "show", label: t("show"), value: show, options: shows },
          { kind: "choice", name: "provider", label: t("provider"), value: provider, options: carriers },
        ]}
      />
      <Card flush>
        {page.items.length ? (
          <ClientMessages of={["bulk", "operatorBulk", "operatorDeposits"]}>
            <DepositTable rows={page.items} />
          </ClientMessages>
        ) : (
          <EmptyState action={<ButtonLink href={listHref(PATH, { show: "all" })}>{t("all")}</ButtonLink>}>
            {t(isFiltered ? "noMatch" : "noneWaiting")}
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
