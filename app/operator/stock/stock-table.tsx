import { ActDialog } from "@/components/form/act-dialog";
import { Country } from "@/components/format/country";
import { Link } from "@/components/ui/link";
import { Badge } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { StockAddress } from "@/lib/contract/admin-shop";
import { getT } from "@/lib/messages/server";
import { putBack, withdraw } from "./actions";

const TONES = { free: "good", sold: "accent", withdrawn: "muted" } as const;

/** Addresses, with who uses them and what can be done with each. */
export async function StockTable({ rows }: { rows: readonly StockAddress[] }) {
  const [t, words] = await Promise.all([getT("operatorStock"), getT("common")]);
  const columns: Column<StockAddress>[] = [
    {
      key: "address",
      head: t("address"),
      phone: 1,
      cell: (row) => <span className="break-all font-mono">{`${row.ip}:${row.port_http}`}</span>,
    },
    {
      key: "status",
      head: t("status"),
      phone: 2,
      cell: (row) => <Badge tone={TONES[row.status]}>{t(`statuses.${row.status}`)}</Badge>,
    },
    {
      key: "category",
      head: t("category"),
      phone: 5,
      named: true,
      cell: (row) => words(`categories.${row.category}`),
    },
    { key: "country", head: t("country"), phone: 3, cell: (row) => <Country code={row.country} /> },
    { key: "supplier", head: t("supplier"), phone: 5, named: true, cell: (row) => row.supplier },
    { key: "login", head: t("ownLogin"), cell: (row) => words(row.has_login ? "yes" : "no") },
    { key: "holder", head: t("holder"), cell: (row) => <Holder row={row} /> },
    { key: "acts", head: t("acts"), align: "right", phone: 4, cell: (row) => <Acts row={row} /> },
  ];
  return <Table caption={t("addresses")} rows={rows} rowKey={(row) => row.id} columns={columns} />;
}

async function Holder({ row }: { row: StockAddress }) {
  const t = await getT("operatorStock");
  if (row.subscription_id === null) return null;
  return (
    <Link href={`/operator/subscriptions/${row.subscription_id}`} className="text-accent">
      {t("subscription", { id: row.subscription_id })}
    </Link>
  );
}

async function Acts({ row }: { row: StockAddress }) {
  const t = await getT("operatorStock");
  const address = `${row.ip}:${row.port_http}`;
  if (row.status === "sold") return null;
  if (row.status === "free") {
    return (
      <ActDialog
        size="small"
        trigger={t("withdraw")}
        title={t("withdrawTitle", { address })}
        description={t("withdrawEffect")}
        submit={t("withdraw")}
        act={withdraw}
      >
        <Named id={row.id} address={address} />
      </ActDialog>
    );
  }
  return (
    <ActDialog
      size="small"
      trigger={t("putBack")}
      title={t("putBackTitle", { address })}
      description={t("putBackEffect")}
      submit={t("putBack")}
      act={putBack}
    >
      <Named id={row.id} address={address} />
    </ActDialog>
  );
}

function Named({ id, address }: { id: number; address: string }) {
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="address" value={address} />
    </>
  );
}
