import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Pager } from "@/components/ui/table";
import { call, isLacking } from "@/lib/client";
import { listDeposits } from "@/lib/contract/deposits";
import { listHref, type SearchParams } from "@/lib/list-url";
import { getT } from "@/lib/messages/server";
import { requireCustomer } from "@/lib/session/current";
import { DepositFilters } from "../filters";
import { readCursor, readDepositFilters } from "../search";
import { Views } from "../views";
import { DepositTable } from "./deposit-table";
import { NoDeposits } from "./no-deposits";

const HERE = "/billing/deposits";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("billing"))("deposits") };
}

/** Every deposit, newest first; filter and page are in the URL. */
export default async function DepositsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const [filters, cursor] = [readDepositFilters(params), readCursor(params)];
  await requireCustomer(HERE);
  const [t, words, found] = await Promise.all([
    getT("billing"),
    getT("common"),
    call(listDeposits, { query: { ...filters, ...(cursor ? { cursor } : {}) } }),
  ]);
  if (!found.ok && isLacking(found.status)) return <NoDeposits title={t("title")} />;
  if (!found.ok) return <ErrorPanel failure={found.error} />;
  const page = found.answer;
  const isFiltered = filters.status !== undefined;
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        action={
          <ButtonLink href="/billing" tone="primary">
            {t("topUp.act")}
          </ButtonLink>
        }
      />
      <Views here="deposits" />
      {page.items.length || isFiltered ? <DepositFilters status={filters.status} /> : null}
      <Card flush title={t("deposits")}>
        {page.items.length ? (
          <DepositTable rows={page.items} />
        ) : isFiltered ? (
          <EmptyState action={<ButtonLink href={HERE}>{words("clearFilters")}</ButtonLink>}>
            {t("noDepositsMatch")}
          </EmptyState>
        ) : (
          <EmptyState action={<ButtonLink href="/billing">{t("topUp.act")}</ButtonLink>}>
            {t("noDeposits")}
          </EmptyState>
        )}
        <Pager
          nextHref={page.next_cursor && listHref(HERE, { ...filters, cursor: page.next_cursor })}
          firstHref={cursor ? listHref(HERE, filters) : null}
        />
      </Card>
    </>
  );
}
