import { causeText } from "@/components/format/cause";
import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { Card } from "@/components/ui/card";
import { Status } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { Transaction } from "@/lib/contract/users";
import { getT } from "@/lib/messages/server";

/** The money that moved for a subscription: orders and refunds, newest first. */
export async function Orders({ rows }: { rows: readonly Transaction[] }) {
  const [t, words] = await Promise.all([getT("operatorSubscriptions"), getT("common")]);
  const columns: Column<Transaction>[] = [
    {
      key: "what",
      head: t("what"),
      phone: 1,
      cell: (row) => (
        <span className="flex min-w-0 flex-col">
          <span>{causeText(words, row)}</span>
          {row.order_id ? (
            <span className="font-mono text-muted text-xs">
              {t("orderNumber", { id: String(row.order_id) })}
            </span>
          ) : null}
        </span>
      ),
    },
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
    <Card flush title={t("orders")}>
      {rows.length ? (
        <Table caption={t("orders")} rows={rows} rowKey={(row) => row.id} columns={columns} />
      ) : (
        <p className="px-5 pt-1 pb-4 text-muted max-md:px-4">{t("noOrders")}</p>
      )}
    </Card>
  );
}
