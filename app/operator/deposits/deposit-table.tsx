import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { Status } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { OperatorDeposit } from "@/lib/contract/deposits";
import { useT } from "@/lib/messages/t";
import { Flags } from "./flags";

/** Deposits as rows that lead to their pages. */
export function DepositTable({ rows }: { rows: readonly OperatorDeposit[] }) {
  const t = useT("operatorDeposits");
  const words = useT("common");
  const columns: Column<OperatorDeposit>[] = [
    {
      key: "deposit",
      head: t("deposit"),
      phone: 1,
      cell: (row) => (
        <span className="flex min-w-0 flex-col py-1">
          <span className="truncate font-mono">{row.external_id ?? words("notYet")}</span>
          <span className="text-muted text-xs">
            {row.provider} <span className="font-mono">#{row.transaction_id}</span>
          </span>
        </span>
      ),
    },
    {
      key: "user",
      head: t("user"),
      cell: (row) => <span className="font-mono">#{row.user_id}</span>,
    },
    {
      key: "status",
      head: t("status"),
      phone: 3,
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-2">
          <Status status={row.status} />
          <Flags flags={row.flags} />
        </span>
      ),
    },
    { key: "opened", head: t("opened"), phone: 4, cell: (row) => <Time at={row.created_at} /> },
    { key: "until", head: t("until"), cell: (row) => <Time at={row.expires_at} shape="datetime" /> },
    {
      key: "received",
      head: t("received"),
      align: "right",
      cell: (row) => (row.received_usd ? <Money usd={row.received_usd} mono /> : words("notYet")),
    },
    {
      key: "amount",
      head: t("amount"),
      align: "right",
      phone: 2,
      cell: (row) => <Money usd={row.amount_usd} mono />,
    },
  ];
  return (
    <Table
      caption={t("table")}
      rows={rows}
      rowKey={(row) => row.transaction_id}
      columns={columns}
      link={(row) => ({
        href: `/operator/deposits/${row.transaction_id}`,
        name: t("number", { id: String(row.transaction_id) }),
      })}
    />
  );
}
