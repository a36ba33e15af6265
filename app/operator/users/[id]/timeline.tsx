import { Time } from "@/components/format/time";
import type { Column } from "@/components/ui/table";
import { read } from "@/lib/client";
import { type AuditEntry, listAudit } from "@/lib/contract/admin-watch";
import { getT } from "@/lib/messages/server";
import { Act, FactLines } from "../../_trail/parts";
import { getPen } from "../../_trail/pen";
import { type PartProps, PartTable, pageQuery } from "./part-table";

/** Everything in the audit trail that concerns a user, newest first. */
export async function TimelinePart({ userId, cursor }: PartProps) {
  const [t, pen, page] = await Promise.all([
    getT("operatorUsers"),
    getPen(),
    read(listAudit, { query: { user_id: String(userId), ...pageQuery(cursor) } }),
  ]);
  const columns: Column<AuditEntry>[] = [
    {
      key: "what",
      head: t("timeline.what"),
      phone: 1,
      cell: (row) => <Act row={row} pen={pen} />,
    },
    {
      key: "by",
      head: t("timeline.by"),
      phone: 3,
      cell: (row) => <span className="break-all">{row.by}</span>,
    },
    {
      key: "facts",
      head: t("timeline.facts"),
      phone: 5,
      className: "md:w-1/2",
      cell: (row) => <FactLines row={row} pen={pen} />,
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
