import { Money } from "@/components/format/money";
import { providerText } from "@/components/format/payment";
import { Time } from "@/components/format/time";
import { Status } from "@/components/ui/status";
import type { Column } from "@/components/ui/table";
import { read } from "@/lib/client";
import { listAllDeposits, type OperatorDeposit } from "@/lib/contract/deposits";
import { getT } from "@/lib/messages/server";
import { type PartProps, PartTable, pageQuery } from "./part-table";

/** The deposits of a user. */
export async function DepositsPart({ userId, cursor }: PartProps) {
  const [t, words, page] = await Promise.all([
    getT("operatorUsers"),
    getT("common"),
    read(listAllDeposits, { query: { user_id: String(userId), ...pageQuery(cursor) } }),
  ]);
  const numberOf = (row: OperatorDeposit) => row.external_id ?? `#${row.transaction_id}`;
  const columns: Column<OperatorDeposit>[] = [
    {
      key: "what",
      head: t("deposit.what"),
      phone: 1,
      cell: (row) => (
        <span className="flex min-w-0 flex-col py-1">
          <span className="break-all font-mono">{numberOf(row)}</span>
          <span className="text-muted text-xs">{providerText(words, row.provider)}</span>
        </span>
      ),
    },
    { key: "status", head: t("deposit.status"), phone: 3, cell: (row) => <Status status={row.status} /> },
    { key: "when", head: t("deposit.when"), phone: 4, cell: (row) => <Time at={row.created_at} /> },
    {
      key: "amount",
      head: t("deposit.amount"),
      align: "right",
      phone: 2,
      cell: (row) => <Money usd={row.amount_usd} mono />,
    },
    {
      key: "received",
      head: t("deposit.received"),
      align: "right",
      cell: (row) => (row.received_usd ? <Money usd={row.received_usd} mono /> : words("notYet")),
    },
  ];
  return (
    <PartTable
      userId={userId}
      part="deposits"
      caption={t("parts.deposits")}
      empty={t("deposit.none")}
      page={page}
      rowKey={(row) => row.transaction_id}
      columns={columns}
      link={(row) => ({ href: `/operator/deposits/${row.transaction_id}`, name: numberOf(row) })}
      cursor={cursor}
    />
  );
}
