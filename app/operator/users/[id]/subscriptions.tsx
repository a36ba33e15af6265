import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { Status } from "@/components/ui/status";
import type { Column } from "@/components/ui/table";
import { read } from "@/lib/client";
import { listSubscriptions, type Subscription } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";
import { getNamer } from "../../namer";
import { type PartProps, PartTable, pageQuery } from "./part-table";

/** What a user rents and rented. */
export async function SubscriptionsPart({ userId, cursor }: PartProps) {
  const query = { user_id: String(userId), ...pageQuery(cursor) };
  const [t, words, nameOf, page] = await Promise.all([
    getT("operatorUsers"),
    getT("common"),
    getNamer(),
    read(listSubscriptions, { query }),
  ]);
  const columns: Column<Subscription>[] = [
    {
      key: "what",
      head: t("subscription.what"),
      phone: 1,
      cell: (row) => (
        <span className="flex min-w-0 flex-col">
          <span className="truncate">{row.label ?? nameOf(row)}</span>
          <span className="font-mono text-muted text-xs">#{row.id}</span>
        </span>
      ),
    },
    {
      key: "status",
      head: t("subscription.status"),
      phone: 2,
      cell: (row) => <Status status={row.status} />,
    },
    {
      key: "ends",
      head: t("subscription.ends"),
      phone: 3,
      cell: (row) => (row.expires_at ? <Time at={row.expires_at} /> : words("notYet")),
    },
    { key: "renews", head: t("subscription.renews"), cell: (row) => words(row.auto_renew ? "on" : "off") },
    {
      key: "paid",
      head: t("subscription.paid"),
      align: "right",
      phone: 4,
      cell: (row) => <Money usd={row.price_usd} mono />,
    },
  ];
  return (
    <PartTable
      userId={userId}
      part="subscriptions"
      caption={t("parts.subscriptions")}
      empty={t("subscription.none")}
      page={page}
      rowKey={(row) => row.id}
      columns={columns}
      link={(row) => ({ href: `/operator/subscriptions/${row.id}`, name: row.label ?? nameOf(row) })}
      cursor={cursor}
    />
  );
}
