import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { LeaseLegend } from "@/components/marks/lease-legend";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { read } from "@/lib/client";
import { listSubscriptions } from "@/lib/contract/subscriptions";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT, requestTime } from "@/lib/messages/server";
import { requireCustomer } from "@/lib/session/current";
import { Filters } from "./filters";
import { SubscriptionTable } from "./list";
import { asQuery, csvHref, readSearch, searchHref } from "./search";

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("subscriptions"))("title") };
}

/** Every subscription of the user; filters and page are in the URL. */
export default async function SubscriptionsPage({ searchParams }: PageProps) {
  const search = readSearch(await searchParams);
  const { userId } = await requireCustomer(searchHref(search));
  const [t, found] = await Promise.all([
    getT("subscriptions"),
    read(listSubscriptions, { query: { ...asQuery(search, requestTime()), user_id: String(userId) } }),
  ]);
  const { cursor, ...filters } = search;
  const isFiltered = Object.values(filters).some(Boolean);
  const isEmpty = found.items.length === 0;
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        action={
          <ButtonLink href="/catalog" tone="primary">
            {t("buy")}
          </ButtonLink>
        }
      />
      {isEmpty && !isFiltered ? null : <Filters chosen={filters} />}
      {isEmpty ? null : (
        <div className="-mt-2 mb-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-1 text-sm">
          <LeaseLegend parts={["paid", "renewal", "grace"]} />
          <a
            href={csvHref(filters)}
            download
            className="ml-auto inline-block py-1 text-accent hover:underline"
          >
            {t("csv")}
          </a>
        </div>
      )}
      <Card flush={!isEmpty}>
        {isEmpty ? (
          <Nothing isFiltered={isFiltered} />
        ) : (
          <ClientMessages of={["bulk", "errors"]}>
            <SubscriptionTable
              rows={found.items}
              userId={userId}
              olderHref={found.next_cursor && searchHref({ ...filters, cursor: found.next_cursor })}
              newestHref={cursor ? searchHref(filters) : null}
            />
          </ClientMessages>
        )}
      </Card>
    </>
  );
}

async function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const [t, words] = await Promise.all([getT("subscriptions"), getT("common")]);
  return isFiltered ? (
    <EmptyState action={<ButtonLink href="/subscriptions">{words("clearFilters")}</ButtonLink>}>
      {t("noMatch")}
    </EmptyState>
  ) : (
    <EmptyState action={<ButtonLink href="/catalog">{t("buy")}</ButtonLink>}>{t("nothingYet")}</EmptyState>
  );
}
