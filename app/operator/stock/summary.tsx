import { Country } from "@/components/format/country";
import { Card } from "@/components/ui/card";
import { type Column, Table } from "@/components/ui/table";
import type { StockSummary } from "@/lib/contract/admin-shop";
import { CATEGORIES, STATIC_CATEGORIES } from "@/lib/contract/catalog";
import { listHref } from "@/lib/list-url";
import { getT } from "@/lib/messages/server";

/** How much there is by supplier, category and country; a row leads to its addresses. */
export async function Summary({ rows }: { rows: readonly StockSummary[] }) {
  const [t, words] = await Promise.all([getT("operatorStock"), getT("common")]);
  const columns: Column<StockSummary>[] = [
    { key: "category", head: t("category"), phone: 1, cell: (row) => words(`categories.${row.category}`) },
    { key: "country", head: t("country"), phone: 2, cell: (row) => <Country code={row.country} /> },
    { key: "supplier", head: t("supplier"), phone: 3, cell: (row) => row.supplier },
    {
      key: "free",
      head: t("free"),
      align: "right",
      phone: 4,
      cell: (row) => (
        <>
          {row.free}
          <span className="md:hidden"> {t("free").toLowerCase()}</span>
        </>
      ),
    },
    { key: "sold", head: t("sold"), align: "right", cell: (row) => row.sold },
    { key: "withdrawn", head: t("withdrawn"), align: "right", cell: (row) => row.withdrawn },
  ];
  const free = CATEGORIES.flatMap((category) => {
    const mine = rows.filter((row) => row.category === category);
    const count = mine.reduce((sum, row) => sum + row.free, 0);
    const text = STATIC_CATEGORIES.some((one) => one === category) ? "freeOf" : "exitsOf";
    return mine.length ? [t(text, { category: words(`categories.${category}`), count })] : [];
  });
  return (
    <Card flush title={t("summary")} className="mb-8">
      <p className="flex flex-wrap gap-x-6 gap-y-1 px-5 pb-2 tabular-nums max-md:px-4">
        {free.map((text) => (
          <span key={text}>{text}</span>
        ))}
      </p>
      <details>
        <summary className="min-h-6 cursor-pointer px-5 pb-3 text-accent max-md:px-4">
          {t("byCountry")}
        </summary>
        <Table
          caption={t("summary")}
          rows={rows}
          rowKey={(row) => `${row.supplier} ${row.category} ${row.country}`}
          columns={columns}
          link={({ supplier, category, country }) => ({
            href: listHref("/operator/stock", { supplier, category, country }),
            name: `${words(`categories.${category}`)} ${country} ${supplier}`,
          })}
        />
      </details>
    </Card>
  );
}
