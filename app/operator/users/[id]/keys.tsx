import { Time } from "@/components/format/time";
import { Badge } from "@/components/ui/status";
import type { Column } from "@/components/ui/table";
import { read } from "@/lib/client";
import { type KeyCard, listKeys } from "@/lib/contract/keys";
import { getT } from "@/lib/messages/server";
import { type PartProps, PartTable, pageQuery } from "./part-table";

/** The API keys of a user, by name and beginning. */
export async function KeysPart({ userId, cursor }: PartProps) {
  const [t, words, page] = await Promise.all([
    getT("operatorUsers"),
    getT("common"),
    read(listKeys, { query: { user_id: String(userId), ...pageQuery(cursor) } }),
  ]);
  const columns: Column<KeyCard>[] = [
    {
      key: "name",
      head: t("key.name"),
      phone: 1,
      cell: (key) => (
        <span className="flex min-w-0 flex-col">
          <span className="truncate">{key.name}</span>
          <span className="font-mono text-muted text-xs">{key.hint}…</span>
        </span>
      ),
    },
    {
      key: "status",
      head: t("key.status"),
      phone: 2,
      cell: (key) => (
        <Badge tone={key.status === "active" ? "good" : "muted"}>{t(`key.statuses.${key.status}`)}</Badge>
      ),
    },
    {
      key: "scopes",
      head: t("key.scopes"),
      phone: 3,
      cell: (key) => <span className="font-mono text-xs">{key.scopes.join(" ")}</span>,
    },
    { key: "made", head: t("key.made"), cell: (key) => <Time at={key.created_at} /> },
    {
      key: "used",
      head: t("key.used"),
      phone: 4,
      cell: (key) => (key.last_used_at ? <Time at={key.last_used_at} /> : words("notYet")),
    },
  ];
  return (
    <PartTable
      userId={userId}
      part="keys"
      caption={t("parts.keys")}
      empty={t("key.none")}
      page={page}
      rowKey={(key) => key.id}
      columns={columns}
      cursor={cursor}
    />
  );
}
