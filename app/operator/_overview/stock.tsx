import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type Column, Table } from "@/components/ui/table";
import type { Stats } from "@/lib/contract/admin-watch";
import { STATIC_CATEGORIES } from "@/lib/contract/catalog";
import { useT } from "@/lib/messages/t";

type Row = Stats["stock"][number];
/** So many are looked at here; the rest is on the stock's own page. */
const MOST = 8;

/** Where the least stock is left, of what a sale takes from the shelf: traffic that rotates takes nothing. */
export function StockLeft({ stock }: { stock: readonly Row[] }) {
  const t = useT("operator");
  const words = useT("common");
  const columns: Column<Row>[] = [
    {
      key: "what",
      head: t("stock.what"),
      phone: 1,
      cell: (row) => `${words(`categories.${row.category}`)} ${row.country}`,
    },
    { key: "sold", head: t("stock.sold"), align: "right", cell: (row) => row.sold },
    { key: "free", head: t("stock.free"), align: "right", phone: 2, cell: (row) => row.free },
  ];
  const rows = scarcest(stock.filter(({ category }) => STATIC_CATEGORIES.some((one) => one === category)));
  return (
    <Card
      flush
      title={t("stock.title")}
      action={
        <Link href="/operator/stock" className="text-accent text-sm">
          {t("stock.all")}
        </Link>
      }
    >
      {rows.length ? (
        <Table
          caption={t("stock.title")}
          rows={rows}
          rowKey={(row) => `${row.category}${row.country}`}
          columns={columns}
        />
      ) : (
        <EmptyState>{t("stock.empty")}</EmptyState>
      )}
    </Card>
  );
}

/** The scarcest of each category and then of all, the scarcer first. */
function scarcest(stock: readonly Row[]): Row[] {
  const byFree = stock.toSorted((a, b) => a.free - b.free);
  const firsts = byFree.filter((row) => byFree.find(({ category }) => category === row.category) === row);
  const others = byFree.filter((row) => !firsts.includes(row));
  return [...firsts, ...others].slice(0, MOST).toSorted((a, b) => a.free - b.free);
}
