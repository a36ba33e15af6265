import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/table";
import { read } from "@/lib/client";
import { listAllSubscriptions } from "@/lib/contract/admin-subscriptions";
import { listHref, type SearchParams } from "@/lib/list-url";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { Filters } from "./filters";
import { Grant } from "./grant";
import { queryOf, readSearch } from "./search";
import { SubscriptionTable } from "./subscription-table";

const PATH = "/operator/subscriptions";

/** The page's title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operatorSubscriptions"))("title") };
}

/** Everyone's subscriptions; filters and page are in the URL. */
export default async function SubscriptionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireOperator();
  const search = readSearch(await searchParams);
  const { cursor, ...filters } = search;
  const [t, words, page] = await Promise.all([
    getT("operatorSubscriptions"),
    getT("common"),
    read(listAllSubscriptions, { query: queryOf(search) }),
  ]);
  const isFiltered = Object.values(filters).some(Boolean);
  return (
    <ClientMessages of={["errors"]}>
      <PageHead title={t("title")} lead={t("lead")} action={<Grant userId={filters.user_id} />} />
      <Filters chosen={filters} />
      <Card flush>
        {page.items.length ? (
          <SubscriptionTable rows={page.items} />
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
