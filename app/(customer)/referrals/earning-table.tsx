import { causeText } from "@/components/format/cause";
import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { Status } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { Transaction } from "@/lib/contract/users";
import { getT } from "@/lib/messages/server";

/** What referrals brought, as rows that lead to their receipts. */
export async function EarningTable({ rows }: { rows: readonly Transaction[] }) {
  const [t, words] = await Promise.all([getT("referrals"), getT("common")]);
  const columns: Column<Transaction>[] = [
    { key: "what", head: t("what"), phone: 1, cell: (row) => causeText(words, row) },
    { key: "status", head: t("status"), phone: 3, cell: (row) => <Status status={row.status} /> },
    { key: "date", head: t("date"), phone: 4, cell: (row) => <Time at={row.created_at} shape="datetime" /> },
    {
      key: "amount",
      head: t("amount"),
      align: "right",
      phone: 2,
      cell: (row) => <Money usd={row.amount_usd} signed mono />,
    },
  ];
  return (
    <Table
      caption={t("list")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={columns}
      link={(row) => ({ href: `/receipts/${row.id}`, name: `${causeText(words, row)}, #${row.id}` })}
    />
  );
}
