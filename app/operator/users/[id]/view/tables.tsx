import { causeText } from "@/components/format/cause";
import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { LeaseBar } from "@/components/marks/lease-bar";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { UserView } from "@/lib/contract/admin-users";
import { getT } from "@/lib/messages/server";
import { getNamer } from "../../../namer";

type Subscription = UserView["subscriptions"][number];
type Transaction = UserView["transactions"][number];

/** What the user rents, as their own list shows it. */
export async function ViewedSubscriptions({ rows }: { rows: readonly Subscription[] }) {
  const [t, words, nameOf] = await Promise.all([getT("operatorUsers"), getT("common"), getNamer()]);
  const columns: Column<Subscription>[] = [
    { key: "what", head: t("subscription.what"), phone: 1, cell: (row) => row.label ?? nameOf(row) },
    {
      key: "status",
      head: t("subscription.status"),
      phone: 2,
      cell: (row) => <Status status={row.status} />,
    },
    {
      key: "lease",
      head: t("subscription.ends"),
      phone: 3,
      className: "w-48",
      cell: (row) => (row.expires_at ? <LeaseBar lease={row} /> : words("notYet")),
    },
    {
      key: "renews",
      head: t("subscription.renews"),
      phone: 4,
      cell: (row) => words(row.auto_renew ? "on" : "off"),
    },
  ];
  return (
    <Card flush title={t("view.subscriptions")}>
      {rows.length ? (
        <Table caption={t("view.subscriptions")} rows={rows} rowKey={(row) => row.id} columns={columns} />
      ) : (
        <EmptyState>{t("view.noSubscriptions")}</EmptyState>
      )}
    </Card>
  );
}

/** What moved the user's balance, as their own list shows it. */
export async function ViewedTransactions({ rows }: { rows: readonly Transaction[] }) {
  const [t, words] = await Promise.all([getT("operatorUsers"), getT("common")]);
  const columns: Column<Transaction>[] = [
    { key: "what", head: t("postings.cause"), phone: 1, cell: (row) => causeText(words, row) },
    {
      key: "status",
      head: t("subscription.status"),
      phone: 3,
      cell: (row) => <Status status={row.status} />,
    },
    {
      key: "when",
      head: t("postings.when"),
      phone: 4,
      cell: (row) => <Time at={row.created_at} shape="datetime" />,
    },
    {
      key: "amount",
      head: t("postings.amount"),
      align: "right",
      phone: 2,
      cell: (row) => <Money usd={row.amount_usd} signed mono />,
    },
  ];
  return (
    <Card flush title={t("view.transactions")}>
      {rows.length ? (
        <Table caption={t("view.transactions")} rows={rows} rowKey={(row) => row.id} columns={columns} />
      ) : (
        <EmptyState>{t("view.noTransactions")}</EmptyState>
      )}
    </Card>
  );
}
