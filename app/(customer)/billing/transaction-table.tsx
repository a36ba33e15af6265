import { causeText } from "@/components/format/cause";
import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { Status } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { Transaction } from "@/lib/contract/users";
import { getT } from "@/lib/messages/server";

/** Transactions as rows that lead to their receipts. */
export async function TransactionTable({ rows }: { rows: readonly Transaction[] }) {
  const [t, words] = await Promise.all([getT("billing"), getT("common")]);
  const columns: Column<Transaction>[] = [
    {
      key: "what",
      head: t("what"),
      phone: 1,
      cell: (row) => (
        <span title={t("number", { id: String(row.id) })}>
          {causeText(words, row) || t(`types.${row.type}`)}
        </span>
      ),
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
    <Table
      caption={t("transactions")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={columns}
      link={(row) => ({ href: `/receipts/${row.id}`, name: t("number", { id: String(row.id) }) })}
    />
  );
}
