import { SelectRow } from "@/components/form/selection";
import { Time } from "@/components/format/time";
import { LeaseBar } from "@/components/marks/lease-bar";
import { Status } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { OperatorSubscription } from "@/lib/contract/admin-subscriptions";
import type { Subscription } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";
import { getNamer } from "../namer";
import { UserLines } from "../user-name";
import { BulkSubscriptions } from "./bulk";

/** Subscriptions as rows that lead to their cards. */
export async function SubscriptionTable({ rows }: { rows: readonly OperatorSubscription[] }) {
  const [t, words, nameOf] = await Promise.all([getT("operatorSubscriptions"), getT("common"), getNamer()]);
  const nameAndId = (row: OperatorSubscription) => `${nameOf(row)} #${row.id}`;
  const columns: Column<OperatorSubscription>[] = [
    {
      key: "name",
      head: t("name"),
      phone: 1,
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <SelectRow id={row.id} name={nameAndId(row)} />
          <span className="flex min-w-0 flex-col">
            <span className="truncate font-medium">{nameOf(row)}</span>
            <span className="truncate text-muted text-xs">
              <span className="font-mono">#{row.id}</span> {row.label}
            </span>
          </span>
        </span>
      ),
    },
    {
      key: "user",
      head: t("user"),
      phone: 3,
      className: "max-w-56",
      cell: (row) => <UserLines id={row.user_id} user={row.user} />,
    },
    { key: "status", head: t("status"), phone: 2, cell: (row) => <Status status={row.status} /> },
    {
      key: "lease",
      head: t("lease"),
      className: "w-40",
      cell: (row) => (row.expires_at ? <LeaseBar lease={row} /> : null),
    },
    {
      key: "ends",
      head: t("ends"),
      phone: 4,
      cell: (row) => (row.expires_at && !isOver(row) ? <Time at={row.expires_at} /> : words("notYet")),
    },
    {
      key: "renewal",
      head: t("renewal"),
      cell: (row) => (isOver(row) ? words("notYet") : <Renewal row={row} />),
    },
  ];
  return (
    <BulkSubscriptions rows={rows.map((row) => ({ id: row.id, name: nameAndId(row), status: row.status }))}>
      <Table
        caption={t("table")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns}
        link={(row) => ({ href: `/operator/subscriptions/${row.id}`, name: `#${row.id}` })}
      />
    </BulkSubscriptions>
  );
}

/** Released: nothing of it ends or renews any more. */
export function isOver({ status }: Subscription): boolean {
  return status === "released";
}

/** How automatic renewal stands, in a word. */
export async function Renewal({ row }: { row: Subscription }) {
  const [t, errors] = await Promise.all([getT("operatorSubscriptions"), getT("errors")]);
  const problem = row.renewal?.problem;
  if (!problem) return t(row.auto_renew ? "renewalOn" : "renewalOff");
  return <span className="text-bad">{t("renewalFailing", { reason: errors(`${problem}.title`) })}</span>;
}
