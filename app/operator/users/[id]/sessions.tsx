import { Time } from "@/components/format/time";
import { Badge } from "@/components/ui/status";
import type { Column } from "@/components/ui/table";
import { read } from "@/lib/client";
import { machineTime } from "@/lib/clock";
import { listSessions, type UserSession } from "@/lib/contract/admin-users";
import { getT } from "@/lib/messages/server";
import { type PartProps, PartTable, pageQuery } from "./part-table";

/** Where and since when a user is or was signed in. */
export async function SessionsPart({ userId, cursor }: PartProps) {
  const [t, words, page] = await Promise.all([
    getT("operatorUsers"),
    getT("common"),
    read(listSessions, { params: { id: String(userId) }, query: pageQuery(cursor) }),
  ]);
  const columns: Column<UserSession>[] = [
    {
      key: "number",
      head: t("session.number"),
      phone: 1,
      cell: (row) => <span className="font-mono">#{row.key_id}</span>,
    },
    {
      key: "state",
      head: t("session.state"),
      phone: 2,
      cell: (row) => (
        <Badge tone={row.is_open ? "good" : "muted"}>
          {t(row.is_open ? "session.open" : "session.ended")}
        </Badge>
      ),
    },
    {
      key: "made",
      head: t("session.made"),
      phone: 3,
      cell: (row) => <Time at={row.created_at} shape="datetime" />,
    },
    {
      key: "used",
      head: t("session.used"),
      phone: 4,
      cell: (row) =>
        row.last_used_at ? <Time at={row.last_used_at} now={machineTime()} /> : words("notYet"),
    },
    {
      key: "until",
      head: t("session.until"),
      cell: (row) => <Time at={row.ended_at ?? row.expires_at} shape="datetime" />,
    },
  ];
  return (
    <PartTable
      userId={userId}
      part="sessions"
      caption={t("parts.sessions")}
      empty={t("session.none")}
      page={page}
      rowKey={(row) => row.key_id}
      columns={columns}
      cursor={cursor}
    />
  );
}
