import { ActionCode, ActionText } from "@/components/format/audit-action";
import { Time } from "@/components/format/time";
import type { Column } from "@/components/ui/table";
import { read } from "@/lib/client";
import { type AuditEntry, listAudit } from "@/lib/contract/admin-watch";
import { getT } from "@/lib/messages/server";
import { type PartProps, PartTable, pageQuery } from "./part-table";

/** Everything in the audit trail that concerns a user, newest first. */
export async function TimelinePart({ userId, cursor }: PartProps) {
  const [t, page] = await Promise.all([
    getT("operatorUsers"),
    read(listAudit, { query: { user_id: String(userId), ...pageQuery(cursor) } }),
  ]);
  const columns: Column<AuditEntry>[] = [
    {
      key: "what",
      head: t("timeline.what"),
      phone: 1,
      cell: (row) => (
        <>
          <ActionText act={row} />
          <ActionCode action={row.action} subjectId={row.subject === "user" ? null : row.subject_id} />
        </>
      ),
    },
    {
      key: "by",
      head: t("timeline.by"),
      phone: 4,
      cell: (row) => <span className="break-all">{row.by}</span>,
    },
    {
      key: "facts",
      head: t("timeline.facts"),
      phone: 3,
      cell: (row) => <span className="break-words text-muted text-xs">{factsText(row.facts)}</span>,
    },
    {
      key: "when",
      head: t("timeline.when"),
      align: "right",
      phone: 2,
      cell: (row) => <Time at={row.created_at} shape="datetime" />,
    },
  ];
  return (
    <PartTable
      userId={userId}
      part="timeline"
      caption={t("parts.timeline")}
      empty={t("timeline.none")}
      page={page}
      rowKey={(row) => row.id}
      columns={columns}
      cursor={cursor}
    />
  );
}

function factsText(facts: AuditEntry["facts"]): string {
  return Object.entries(facts)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(", ");
}
