import { Time } from "@/components/format/time";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import { type Column, Table } from "@/components/ui/table";
import type { AuditEntry } from "@/lib/contract/admin-watch";
import { getT } from "@/lib/messages/server";
import { Act, FactLines } from "../_trail/parts";
import { getPen } from "../_trail/pen";
import { UserLines } from "../user-name";

/** Entries of the trail: who did what to what, and as it was written down behind "Raw". */
export async function Trail({ rows }: { rows: readonly AuditEntry[] }) {
  const [t, pen] = await Promise.all([getT("operatorAudit"), getPen()]);
  const columns: Column<AuditEntry>[] = [
    { key: "act", head: t("what"), phone: 1, cell: (row) => <Act row={row} pen={pen} /> },
    { key: "user", head: t("user"), phone: 3, className: "max-w-56", cell: (row) => <User row={row} /> },
    {
      key: "facts",
      head: t("facts"),
      phone: 5,
      className: "md:w-[38%]",
      cell: (row) => (
        <div className="flex flex-wrap items-start justify-between gap-x-4 md:py-1.5">
          <FactLines row={row} pen={pen} />
          <Raw row={row} />
        </div>
      ),
    },
    { key: "by", head: t("by"), phone: 4, className: "max-w-56", cell: (row) => <By row={row} /> },
    {
      key: "when",
      head: t("when"),
      phone: 2,
      cell: (row) => <Time at={row.created_at} shape="datetime" />,
    },
  ];
  return <Table caption={t("table")} rows={rows} rowKey={(row) => row.id} columns={columns} />;
}

function User({ row }: { row: AuditEntry }) {
  if (row.user_id === null) return null;
  return (
    <Link href={`/operator/users/${row.user_id}`} className="block text-accent">
      <UserLines id={row.user_id} user={row.user} />
    </Link>
  );
}

/** The name that was written down, and whose it is where that is another one. */
function By({ row: { by, by_user: user } }: { row: AuditEntry }) {
  return (
    <span className="flex min-w-0 flex-col md:py-1.5">
      <span className="break-words">{by}</span>
      {user && user.email !== by ? (
        <Link
          href={`/operator/users/${user.id}`}
          className="min-w-0 max-w-full text-accent underline-offset-2 hover:underline"
        >
          {user.email ?? `#${user.id}`}
        </Link>
      ) : null}
    </span>
  );
}

/** The entry as the API tells it, for whoever compares it with the CSV or with a log. */
async function Raw({ row }: { row: AuditEntry }) {
  const [t, words] = await Promise.all([getT("operatorAudit"), getT("common")]);
  const { action, subject, subject_id, facts } = row;
  return (
    <details className="ml-auto text-left open:w-full">
      <summary className="ml-auto min-h-6 w-fit cursor-pointer text-muted hover:text-text">
        {t("raw")}
      </summary>
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
      <pre className="whitespace-pre-wrap break-all pb-2 font-mono text-xs">
        {JSON.stringify({ action, subject, subject_id, facts }, null, 2)}
      </pre>
    </details>
  );
}
