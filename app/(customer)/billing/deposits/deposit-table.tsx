import { Money } from "@/components/format/money";
import { providerText } from "@/components/format/payment";
import { Time } from "@/components/format/time";
import { Status } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { Deposit } from "@/lib/contract/deposits";
import { getT } from "@/lib/messages/server";

/** Deposits as rows that lead to their pages. */
export async function DepositTable({ rows }: { rows: readonly Deposit[] }) {
  const [t, words, common] = await Promise.all([getT("deposits"), getT("billing"), getT("common")]);
  const columns: Column<Deposit>[] = [
    {
      key: "invoice",
      head: t("invoice"),
      phone: 1,
      className: "max-w-64",
      cell: (row) => (
        <span className="block truncate font-mono" title={row.external_id ?? undefined}>
          {row.external_id ?? `#${row.transaction_id}`}
        </span>
      ),
    },
    { key: "provider", head: t("provider"), cell: (row) => providerText(common, row.provider) },
    {
      key: "status",
      head: words("status"),
      phone: 3,
      cell: (row) => <Status status={row.status} word={t(`status.${row.status}`)} />,
    },
    {
      key: "opened",
      head: t("opened"),
      phone: 4,
      cell: (row) => <Time at={row.created_at} shape="datetime" />,
    },
    {
      key: "payable",
      head: t("payable"),
      align: "right",
      cell: (row) => <Money usd={row.payable_usd} mono />,
    },
    {
      key: "amount",
      head: t("amount"),
      align: "right",
      phone: 2,
      cell: (row) => <Money usd={row.received_usd ?? row.amount_usd} mono />,
    },
  ];
  return (
    <Table
      caption={words("deposits")}
      rows={rows}
      rowKey={(row) => row.transaction_id}
      columns={columns}
      link={(row) => ({ href: hrefOf(row), name: row.external_id ?? `#${row.transaction_id}` })}
    />
  );
}

function hrefOf({ provider, external_id: name, transaction_id: id }: Deposit): string {
  return name === null ? `/receipts/${id}` : `/deposits/${provider}/${encodeURIComponent(name)}`;
}
