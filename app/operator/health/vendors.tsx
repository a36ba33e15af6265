import { providerText } from "@/components/format/payment";
import { Time } from "@/components/format/time";
import { Card } from "@/components/ui/card";
import { type Column, Table } from "@/components/ui/table";
import type { Health } from "@/lib/contract/admin-watch";
import { getT } from "@/lib/messages/server";

type Supplier = Health["suppliers"][number];
type Provider = Health["payment_providers"][number];

/** Suppliers, what they can, and the orders that wait for them. */
export async function Suppliers({ rows }: { rows: readonly Supplier[] }) {
  const [t, words] = await Promise.all([getT("operatorHealth"), getT("common")]);
  const abilities = ({ can }: Supplier) =>
    [can.cut_off && t("cutOff"), can.rotate && t("rotate"), can.count_traffic && t("countTraffic")]
      .filter(Boolean)
      .join(", ") || t("canNothing");
  const columns: Column<Supplier>[] = [
    { key: "name", head: t("supplier"), phone: 1, cell: (row) => row.name },
    { key: "can", head: t("can"), named: true, phone: 3, cell: abilities },
    {
      key: "open",
      head: t("openOrders"),
      align: "right",
      named: true,
      phone: 2,
      cell: (row) => row.open_orders,
    },
    {
      key: "oldest",
      head: t("oldest"),
      named: true,
      phone: 4,
      cell: (row) => (row.oldest_open_at ? <Time at={row.oldest_open_at} /> : words("notYet")),
    },
  ];
  return (
    <Card flush title={t("suppliers")}>
      <Table caption={t("suppliers")} rows={rows} rowKey={(row) => row.name} columns={columns} />
    </Card>
  );
}

/** Payment providers, and the deposits that wait for them. */
export async function PaymentProviders({ rows }: { rows: readonly Provider[] }) {
  const [t, words] = await Promise.all([getT("operatorHealth"), getT("common")]);
  const columns: Column<Provider>[] = [
    { key: "name", head: t("provider"), phone: 1, cell: (row) => providerText(words, row.name) },
    { key: "pending", head: t("pending"), align: "right", named: true, phone: 2, cell: (row) => row.pending },
    {
      key: "paid",
      head: t("lastPaid"),
      named: true,
      phone: 3,
      cell: (row) => (row.last_paid_at ? <Time at={row.last_paid_at} /> : t("never")),
    },
  ];
  return (
    <Card flush title={t("payments")}>
      {rows.length ? (
        <Table caption={t("payments")} rows={rows} rowKey={(row) => row.name} columns={columns} />
      ) : (
        <p className="px-5 pt-1 pb-4 text-muted max-md:px-4">{t("noProviders")}</p>
      )}
    </Card>
  );
}
