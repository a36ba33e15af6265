import type { Metadata } from "next";
import { Money, moneyText } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { PageHead } from "@/components/layout/page-head";
import { Card, Figure } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Lacking } from "@/components/ui/lacking";
import { Status } from "@/components/ui/status";
import { type Column, Pager, Table } from "@/components/ui/table";
import { readOffered } from "@/lib/client";
import { getBalance, listTransactions, type Transaction } from "@/lib/contract/users";
import { getLocale, getT } from "@/lib/messages/server";
import { requireCustomer, safeNext } from "@/lib/session/current";
import { TopUp } from "./top-up";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("billing"))("title") };
}

/** The balance and every transaction, newest first. */
export default async function BillingPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { cursor, amount, next } = await props.searchParams;
  const from = typeof cursor === "string" && /^[\w-]{1,64}$/.test(cursor) ? cursor : undefined;
  const session = await requireCustomer("/billing");
  const [t, locale, balance, page] = await Promise.all([
    getT("billing"),
    getLocale(),
    readOffered(getBalance, { params: { user_id: String(session.userId) } }),
    readOffered(listTransactions, { query: from ? { cursor: from } : {} }),
  ]);
  const columns: Column<Transaction>[] = [
    {
      key: "what",
      head: t("what"),
      phone: 1,
      cell: (row) => <span title={t("number", { id: String(row.id) })}>{row.description}</span>,
    },
    { key: "type", head: t("type"), cell: (row) => t(`types.${row.type}`) },
    { key: "status", head: t("status"), phone: 3, cell: (row) => <Status status={row.status} /> },
    { key: "date", head: t("date"), phone: 4, cell: (row) => <Time at={row.created_at} shape="datetime" /> },
    {
      key: "amount",
      head: t("amount"),
      align: "right",
      phone: 2,
      cell: (row) => <Money usd={row.amount_usd} signed mono />,
    },
    {
      key: "after",
      head: t("after"),
      align: "right",
      cell: (row) => (row.balance_after_usd === null ? null : <Money usd={row.balance_after_usd} mono />),
    },
  ];
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="flex flex-col gap-8">
        <Card>
          {balance ? (
            <Figure label={t("balance")} note={t("held", { amount: moneyText(balance.held_usd, locale) })}>
              <Money usd={balance.balance_usd} />
            </Figure>
          ) : (
            <Lacking what="balance" />
          )}
        </Card>
        <TopUp userId={session.userId} amount={amount} next={safeNext(next)} />
        <Card flush title={t("transactions")}>
          {page === null ? (
            <Lacking what="transactions" />
          ) : page.items.length ? (
            <Table caption={t("transactions")} rows={page.items} rowKey={(row) => row.id} columns={columns} />
          ) : (
            <EmptyState>{t("empty")}</EmptyState>
          )}
          <Pager
            nextHref={page?.next_cursor ? `/billing?cursor=${page.next_cursor}` : null}
            firstHref={from ? "/billing" : null}
          />
        </Card>
      </div>
    </>
  );
}
