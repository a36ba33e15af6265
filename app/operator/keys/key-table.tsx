import { EditKey } from "@/app/_keys/edit-key";
import { ActDialog } from "@/components/form/act-dialog";
import { Time } from "@/components/format/time";
import { Link } from "@/components/ui/link";
import { Badge } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import { machineTime } from "@/lib/clock";
import type { OwnedKey } from "@/lib/contract/keys";
import { SCOPES } from "@/lib/contract/route";
import { getT } from "@/lib/messages/server";
import { revoke } from "./actions";
import { RotateKey } from "./rotate-key";

const SCOPES_OF_CUSTOMERS = SCOPES.length - 1;
const TONES = { active: "good", replaced: "warn", expired: "muted", revoked: "muted" } as const;

/** Keys with their owners, and what can be done with each. */
export async function KeyTable({ rows }: { rows: readonly OwnedKey[] }) {
  const t = await getT("operatorKeys");
  const columns: Column<OwnedKey>[] = [
    {
      key: "name",
      head: t("name"),
      phone: 1,
      className: "max-w-52",
      cell: (row) => (
        <span className="flex min-w-0 flex-col">
          <span className="truncate font-medium">{row.name}</span>
          <span className="text-muted text-xs">
            <code className="font-mono">{`${row.hint}…`}</code> · {t(`kinds.${row.kind}`)}
          </span>
        </span>
      ),
    },
    { key: "owner", head: t("owner"), phone: 3, cell: (row) => <Owner row={row} /> },
    {
      key: "status",
      head: t("status"),
      phone: 2,
      cell: (row) => <Badge tone={TONES[row.status]}>{t(`statuses.${row.status}`)}</Badge>,
    },
    {
      key: "scopes",
      head: t("scopes"),
      cell: (row) => (
        <span title={row.scopes.join(", ")}>
          {row.scopes.includes("admin:*")
            ? t("scopeNames.admin:*")
            : row.scopes.length === SCOPES_OF_CUSTOMERS
              ? t("allOfCustomers")
              : row.scopes.map((scope) => t(`scopeNames.${scope}`)).join(", ")}
        </span>
      ),
    },
    {
      key: "used",
      head: t("lastUsed"),
      cell: (row) => (row.last_used_at ? <Time at={row.last_used_at} now={machineTime()} /> : t("never")),
    },
    {
      key: "ends",
      head: t("ends"),
      cell: (row) => (row.expires_at ? <Time at={row.expires_at} now={machineTime()} /> : t("never")),
    },
    {
      key: "acts",
      head: t("acts"),
      align: "right",
      phone: 4,
      className: "max-md:col-span-2 max-md:justify-self-stretch!",
      cell: (row) => <Acts row={row} />,
    },
  ];
  return <Table caption={t("table")} rows={rows} rowKey={(row) => row.id} columns={columns} />;
}

function Owner({ row }: { row: OwnedKey }) {
  if (row.user_id === null) return null;
  return (
    <Link href={`/operator/users/${row.user_id}`} className="block max-w-48 truncate text-accent">
      {row.email ?? `#${row.user_id}`}
    </Link>
  );
}

async function Acts({ row }: { row: OwnedKey }) {
  const t = await getT("operatorKeys");
  if (row.status === "revoked" || row.status === "expired") return null;
  return (
    <span className="flex justify-end gap-2 py-1 max-md:[&>button]:grow">
      {row.status === "active" && row.kind !== "session" ? (
        <>
          <EditKey card={row} />
          <RotateKey id={row.id} name={row.name} />
        </>
      ) : null}
      <ActDialog
        size="small"
        danger
        trigger={t("revoke")}
        title={t("revokeTitle", { name: row.name })}
        description={t("revokeEffect")}
        submit={t("revoke")}
        act={revoke}
      >
        <input type="hidden" name="id" value={row.id} />
        <input type="hidden" name="name" value={row.name} />
      </ActDialog>
    </span>
  );
}
