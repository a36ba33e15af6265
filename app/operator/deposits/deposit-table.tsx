import { SelectRow } from "@/components/form/selection";
import { Money, moneyText } from "@/components/format/money";
import { providerText } from "@/components/format/payment";
import { Time } from "@/components/format/time";
import { Status } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { OperatorDeposit } from "@/lib/contract/deposits";
import { useLocale, useT } from "@/lib/messages/t";
import { UserLines } from "../user-name";
import { BulkDeposits } from "./bulk";
import { Flags } from "./flags";

/** Deposits as rows that lead to their pages. */
export function DepositTable({ rows }: { rows: readonly OperatorDeposit[] }) {
  const t = useT("operatorDeposits");
  const words = useT("common");
  const locale = useLocale();
  const nameOf = (row: OperatorDeposit) => t("number", { id: String(row.transaction_id) });
  const columns: Column<OperatorDeposit>[] = [
    {
      key: "deposit",
      head: t("deposit"),
      phone: 1,
      className: "max-w-72",
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <SelectRow id={row.transaction_id} name={nameOf(row)} />
          <span className="flex min-w-0 flex-col py-1">
            <span className="truncate font-mono" title={row.external_id ?? undefined}>
              {row.external_id ?? words("notYet")}
            </span>
            <span className="text-muted text-xs">
              {providerText(words, row.provider)} <span className="font-mono">#{row.transaction_id}</span>
            </span>
            <span className="truncate text-muted text-xs md:hidden">
              {row.user?.email ?? `${t("user")} #${row.user_id}`}
            </span>
          </span>
        </span>
      ),
    },
    {
      key: "user",
      head: t("user"),
      className: "max-w-56",
      cell: (row) => <UserLines id={row.user_id} user={row.user} />,
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
    <BulkDeposits
      rows={rows.map((row) => ({
        id: row.transaction_id,
        name: `${nameOf(row)}, ${moneyText(row.amount_usd, locale)}`,
        status: row.status,
        isReversed: row.is_reversed,
        amountUsd: row.amount_usd,
      }))}
    >
      <Table
        caption={t("table")}
        rows={rows}
        rowKey={(row) => row.transaction_id}
        columns={columns}
        link={(row) => ({ href: `/operator/deposits/${row.transaction_id}`, name: nameOf(row) })}
      />
    </BulkDeposits>
  );
}
