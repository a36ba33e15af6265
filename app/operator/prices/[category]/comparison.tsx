import { Money } from "@/components/format/money";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { type Column, Table } from "@/components/ui/table";
import { useT } from "@/lib/messages/t";
import type { PriceEnd } from "../states";

type Row = Extract<PriceEnd, { state: "previewed" }>["preview"][number];

interface ComparisonProps {
  rows: readonly Row[];
  isPending: boolean;
  onSave: () => void;
}

/** What quantities cost before and after, and the button that makes it so. */
export function Comparison({ rows, isPending, onSave }: ComparisonProps) {
  const t = useT("operatorPrices");
  const columns: Column<Row>[] = [
    { key: "units", head: t("units"), phone: 1, cell: (row) => row.quantity },
    {
      key: "before",
      head: t("before"),
      align: "right",
      phone: 3,
      cell: (row) => <Money usd={row.before_usd} mono />,
    },
    {
      key: "after",
      head: t("after"),
      align: "right",
      phone: 2,
      cell: (row) => <Money usd={row.after_usd} mono className="font-medium" />,
    },
  ];
  return (
    <Card flush title={t("previewTitle")}>
      <Table caption={t("previewTitle")} rows={rows} rowKey={(row) => row.quantity} columns={columns} />
      <div className="border-line border-t px-5 py-3 max-md:px-4">
        <Button tone="primary" pending={isPending} onClick={onSave}>
          {t("save")}
        </Button>
      </div>
    </Card>
  );
}
