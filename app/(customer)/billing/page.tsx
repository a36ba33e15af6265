import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { ButtonLink, buttonLook } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Lacking } from "@/components/ui/lacking";
import { Pager } from "@/components/ui/table";
import { readOffered } from "@/lib/client";
import { listTransactions } from "@/lib/contract/users";
import { listHref, type SearchParams } from "@/lib/list-url";
import { getT } from "@/lib/messages/server";
import { requireCustomer, safeNext } from "@/lib/session/current";
import { Balance } from "./balance";
import { TransactionFilters } from "./filters";
import { readCursor, readTopUpWish, readTransactionFilters } from "./search";
import { TopUp } from "./top-up";
import { TransactionTable } from "./transaction-table";
import { Views } from "./views";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("billing"))("title") };
}

/** The balance, topping up, and every transaction, newest first; filters and page are in the URL. */
export default async function BillingPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const [filters, cursor] = [readTransactionFilters(params), readCursor(params)];
  const session = await requireCustomer(listHref("/billing", { ...filters, ...readTopUpWish(params) }));
  const [t, words, page] = await Promise.all([
    getT("billing"),
    getT("common"),
    readOffered(listTransactions, { query: { ...filters, ...(cursor ? { cursor } : {}) } }),
  ]);
  const isFiltered = Object.values(filters).some(Boolean);
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <div id="top-up" className="mb-8 flex gap-4 max-md:flex-col">
        <Balance userId={session.userId} />
        <TopUp amount={params.amount} next={safeNext(params.next)} />
      </div>
      <Views here="transactions" />
      {page?.items.length || isFiltered ? <TransactionFilters chosen={filters} /> : null}
      <Card
        flush
        title={t("transactions")}
        action={
          <a
            href={listHref("/billing/transactions.csv", filters)}
            download
            className={buttonLook({ size: "small" })}
          >
            {t("csv")}
          </a>
        }
      >
        {page === null ? (
          <Lacking what="transactions" />
        ) : page.items.length ? (
          <TransactionTable rows={page.items} />
        ) : isFiltered ? (
          <EmptyState action={<ButtonLink href="/billing">{words("clearFilters")}</ButtonLink>}>
            {t("noMatch")}
          </EmptyState>
        ) : (
          <EmptyState>{t("empty")}</EmptyState>
        )}
        <Pager
          nextHref={page?.next_cursor ? listHref("/billing", { ...filters, cursor: page.next_cursor }) : null}
          firstHref={cursor ? listHref("/billing", filters) : null}
        />
      </Card>
    </>
  );
}
