import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ErrorPanel } from "@/components/ui/error-panel";
import { type Column, Table } from "@/components/ui/table";
import { useT } from "@/lib/messages/t";
import type { Checked, ImportEnd } from "./states";

const KNOWN = ["malformed", "bad_ip", "bad_port", "too_long", "duplicate_line", "in_stock"] as const;

interface OutcomeProps {
  end: ImportEnd;
  isPending: boolean;
  onImport: () => void;
}

/** What a check found, or that the list is in stock now. */
export function Outcome({ end, isPending, onImport }: OutcomeProps) {
  const t = useT("operatorStock");
  if (end.state === "refused") return <ErrorPanel failure={end.failure} />;
  if (end.state === "imported") {
    return (
      <Card>
        <p role="status" className="mb-4">
          {t("imported", { count: end.count })}
        </p>
        <ButtonLink href="/operator/stock">{t("toStock")}</ButtonLink>
      </Card>
    );
  }
  const count = end.added + end.returned;
  return (
    <Card flush title={t("result")}>
      <div role="status" className="flex flex-col gap-1 px-5 pb-4 max-md:px-4">
        {end.errors.length ? (
          <p className="text-bad">{t("errors", { count: end.errors.length })}</p>
        ) : (
          <p>{count ? t("added", { count: end.added }) : t("nothingInIt")}</p>
        )}
        {end.returned && !end.errors.length ? <p>{t("returns", { count: end.returned })}</p> : null}
      </div>
      {end.errors.length ? <Errors errors={end.errors} /> : <Items checked={end} />}
      {end.errors.length || count === 0 ? null : (
        <div className="border-line border-t px-5 py-3 max-md:px-4">
          <Button tone="primary" pending={isPending} onClick={onImport}>
            {t("importNow", { count })}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Errors({ errors }: { errors: Checked["errors"] }) {
  const t = useT("operatorStock");
  const words = (code: string) => {
    const known = KNOWN.find((one) => one === code);
    return known ? t(`problems.${known}`) : code;
  };
  const columns: Column<Checked["errors"][number]>[] = [
    { key: "line", head: t("line"), align: "right", className: "w-20", phone: 2, cell: (row) => row.line },
    { key: "problem", head: t("problem"), phone: 1, cell: (row) => words(row.code) },
  ];
  return <Table caption={t("problem")} rows={errors} rowKey={(row) => row.line} columns={columns} />;
}

function Items({ checked }: { checked: Checked }) {
  const t = useT("operatorStock");
  const words = useT("common");
  const columns: Column<Checked["items"][number]>[] = [
    { key: "line", head: t("line"), align: "right", className: "w-20", phone: 3, cell: (row) => row.line },
    {
      key: "ip",
      head: t("address"),
      phone: 1,
      cell: (row) => <span className="break-all font-mono">{`${row.ip}:${row.port}`}</span>,
    },
    { key: "login", head: t("ownLogin"), phone: 2, cell: (row) => words(row.hasLogin ? "yes" : "no") },
  ];
  const rest = checked.total - checked.items.length;
  if (checked.items.length === 0) return null;
  return (
    <>
      <Table caption={t("addresses")} rows={checked.items} rowKey={(row) => row.line} columns={columns} />
      {rest > 0 ? <p className="px-5 py-3 text-muted">{t("more", { count: rest })}</p> : null}
    </>
  );
}
