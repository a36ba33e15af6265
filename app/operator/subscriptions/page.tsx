import type { Metadata } from "next";
import { ListBody } from "@/components/layout/list-body";
import { PageHead } from "@/components/layout/page-head";
import { read } from "@/lib/client";
import { listAllSubscriptions } from "@/lib/contract/admin-subscriptions";
import type { SearchParams } from "@/lib/list-url";
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
  const [t, page] = await Promise.all([
    getT("operatorSubscriptions"),
    read(listAllSubscriptions, { query: queryOf(search) }),
  ]);
  return (
    <ClientMessages of={["bulk", "errors", "operatorBulk", "operatorSubscriptions"]}>
      <PageHead title={t("title")} lead={t("lead")} action={<Grant userId={filters.user_id} />} />
      <Filters chosen={filters} />
      <ListBody
        path={PATH}
        search={search}
        nextCursor={page.next_cursor}
        none={t("nothingYet")}
        noMatch={t("noMatch")}
      >
        {page.items.length ? <SubscriptionTable rows={page.items} /> : null}
      </ListBody>
    </ClientMessages>
  );
}
