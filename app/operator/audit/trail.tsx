import { ActionCode, ActionText } from "@/components/format/audit-action";
import { Time } from "@/components/format/time";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import { type Column, Table } from "@/components/ui/table";
import type { AuditEntry } from "@/lib/contract/admin-watch";
import { getT } from "@/lib/messages/server";
import { UserLines } from "../user-name";

/** Entries of the trail; facts and request id open in their row. */
export async function Trail({ rows }: { rows: readonly AuditEntry[] }) {
  const t = await getT("operatorAudit");
  const columns: Column<AuditEntry>[] = [
    {
      key: "action",
      head: t("action"),
      phone: 1,
      cell: (row) => (
        <>
          <ActionText act={row} />
          <ActionCode action={row.action} />
        </>
      ),
    },
    { key: "subject", head: t("subject"), cell: (row) => <Subject row={row} /> },
    { key: "user", head: t("user"), phone: 3, className: "max-w-56", cell: (row) => <User row={row} /> },
    { key: "by", head: t("by"), cell: (row) => <span className="break-words">{row.by}</span> },
    {
      key: "when",
      head: t("when"),
      phone: 2,
      cell: (row) => <Time at={row.created_at} shape="datetime" />,
    },
    { key: "facts", head: t("facts"), phone: 4, cell: (row) => <Facts row={row} /> },
  ];
  return <Table caption={t("table")} rows={rows} rowKey={(row) => row.id} columns={columns} />;
}

function Subject({ row }: { row: AuditEntry }) {
  const name = row.subject_id === null ? row.subject : `${row.subject} ${row.subject_id}`;
  const folder = { subscription: "subscriptions", user: "users" }[row.subject];
  if (!folder || row.subject_id === null) return <span>{name}</span>;
  return (
    <Link href={`/operator/${folder}/${row.subject_id}`} className="text-accent">
      {name}
    </Link>
  );
}

function User({ row }: { row: AuditEntry }) {
  if (row.user_id === null) return null;
  return (
    <Link href={`/operator/users/${row.user_id}`} className="block text-accent">
      <UserLines id={row.user_id} user={row.user} />
    </Link>
  );
}

async function Facts({ row }: { row: AuditEntry }) {
  const [t, words] = await Promise.all([getT("operatorAudit"), getT("common")]);
  const hasFacts = Object.keys(row.facts).length > 0;
  return (
    <details className="max-w-md text-left">
      <summary className="min-h-6 cursor-pointer text-accent">{t("show")}</summary>
      <p className="flex flex-wrap items-center gap-x-2 py-1 text-muted">
        {words("requestId")}
        {row.request_id ? (
          <>
            <code className="select-all break-all font-mono text-text">{row.request_id}</code>
            <CopyButton text={row.request_id} what={words("requestId")} />
          </>
        ) : (
          words("notYet")
        )}
      </p>
      {hasFacts ? (
        <pre className="whitespace-pre-wrap break-all pb-2 font-mono text-xs">
          {JSON.stringify(row.facts, null, 2)}
        </pre>
      ) : (
        <p className="pb-2 text-muted">{t("noFacts")}</p>
      )}
    </details>
  );
}
