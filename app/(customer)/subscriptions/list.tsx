import { SelectRow } from "@/components/form/selection";
import { Bytes } from "@/components/format/bytes";
import { Money } from "@/components/format/money";
import { Time } from "@/components/format/time";
import { LeaseBar } from "@/components/marks/lease-bar";
import { TrafficBar } from "@/components/marks/traffic-bar";
import { ButtonLink } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { Subscription } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";
import { getNamer } from "./name";
import { SelectionArea } from "./selection";

interface SubscriptionTableProps {
  rows: readonly Subscription[];
  /** Whose they are. */
  userId: number;
  /** The page after this one, and the first; `null` hides the link. */
  olderHref: string | null;
  newestHref: string | null;
}

/** Subscriptions as rows that lead to their cards, each with its lease bar. */
export async function SubscriptionTable({ rows, userId, olderHref, newestHref }: SubscriptionTableProps) {
  const [t, words, card, nameOf] = await Promise.all([
    getT("subscriptions"),
    getT("common"),
    getT("card"),
    getNamer(),
  ]);
  const nameAndId = (row: Subscription) => `${nameOf(row)} #${row.id}`;
  const columns: Column<Subscription>[] = [
    {
      key: "name",
      head: t("column.name"),
      phone: 1,
      className: "md:max-w-80",
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <SelectRow id={row.id} name={nameAndId(row)} />
          <span className="flex min-w-0 flex-col md:py-1.5">
            <span className="break-words font-medium">{nameOf(row)}</span>
            <span className="font-mono text-muted text-xs">#{row.id}</span>
          </span>
        </span>
      ),
    },
    { key: "status", head: t("column.status"), phone: 2, cell: (row) => <Status status={row.status} /> },
    {
      key: "lease",
      head: t("column.lease"),
      phone: 3,
      className: "w-48",
      cell: (row) => <Remaining of={row} />,
    },
    {
      key: "ends",
      head: t("column.ends"),
      phone: 4,
      cell: (row) => {
        if (row.expires_at) return <Time at={row.expires_at} />;
        const left = row.traffic?.left_bytes ?? null;
        if (left === null) return words("notYet");
        return (
          <span>
            <Bytes bytes={left} /> {card("traffic.left")}
          </span>
        );
      },
    },
    {
      key: "autoRenew",
      head: t("column.autoRenew"),
      cell: (row) => words(row.auto_renew ? "on" : "off"),
    },
    {
      key: "renewal",
      head: t("column.renewal"),
      align: "right",
      cell: (row) => (row.renewal_price_usd ? <Money usd={row.renewal_price_usd} mono /> : words("notYet")),
    },
  ];
  return (
    <>
      <SelectionArea
        buyer={userId}
        rows={rows.map((row) => ({ id: row.id, name: nameAndId(row), priceUsd: row.renewal_price_usd }))}
      >
        <Table
          caption={t("table")}
          rows={rows}
          rowKey={(row) => row.id}
          columns={columns}
          link={(row) => ({ href: `/subscriptions/${row.id}`, name: nameOf(row) })}
        />
      </SelectionArea>
      {olderHref || newestHref ? (
        <nav
          aria-label={t("pages")}
          className="flex justify-between gap-2 border-line border-t px-5 py-3 max-md:px-4"
        >
          {newestHref ? (
            <ButtonLink href={newestHref} size="small" tone="quiet">
              {t("newest")}
            </ButtonLink>
          ) : (
            <span />
          )}
          {olderHref ? (
            <ButtonLink href={olderHref} rel="next" size="small">
              {t("older")}
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}

/** The time that is left, or of what has no end the traffic. */
function Remaining({ of: { traffic, ...lease } }: { of: Subscription }) {
  const left = traffic?.left_bytes ?? null;
  if (lease.expires_at || !traffic || left === null) return <LeaseBar lease={lease} />;
  return <TrafficBar usedBytes={traffic.used_bytes} leftBytes={left} slim />;
}
