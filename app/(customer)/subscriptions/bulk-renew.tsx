import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { newIdempotencyKey } from "@/components/form/idempotency-key";
import { Money, moneyText } from "@/components/format/money";
import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel } from "@/components/ui/error-panel";
import { useLocale, useT } from "@/lib/messages/t";
import { renewSelected } from "./actions-bulk";
import { BulkResults } from "./bulk-results";
import { totalOf } from "./bulk-total";
import type { BulkRenewalEnd, Selectable } from "./states-bulk";

/** What was asked for when the dialog opened; it stays so while the page behind is refreshed. */
interface Order {
  rows: readonly Selectable[];
  skipped: number;
  key: string;
}

/** Renews what is selected: one total, one key, and then what became of each. */
export function BulkRenewDialog({ rows }: { rows: readonly Selectable[] }) {
  const t = useT("bulk");
  const words = useT("common");
  const locale = useLocale();
  const router = useRouter();
  const [order, setOrder] = useState<Order | null>(null);
  const [end, setEnd] = useState<BulkRenewalEnd | null>(null);
  const [isPending, setPending] = useState(false);
  const isBusy = useRef(false);

  const open = () => {
    const renewable = rows.filter(({ priceUsd }) => priceUsd !== null);
    if (end?.state !== "unknown" || !order) {
      setOrder({ rows: renewable, skipped: rows.length - renewable.length, key: newIdempotencyKey() });
      setEnd(null);
    }
    setOpen(true);
  };
  const [isOpen, setOpen] = useState(false);
  const pay = async ({ rows: wanted, key }: Order) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setPending(true);
    const wish = { ids: wanted.map(({ id }) => id), maxPriceUsd: totalOf(wanted), idempotencyKey: key };
    const answer = await renewSelected(wish).catch((): BulkRenewalEnd => ({ state: "unknown" }));
    isBusy.current = false;
    setPending(false);
    setEnd(answer);
    router.refresh();
  };
  const isOver = end?.state === "ended" || end?.state === "refused";
  const total = order ? totalOf(order.rows) : "0.00";
  const close = () => {
    if (!isPending) setOpen(false);
  };
  return (
    <>
      <Button size="small" tone="primary" disabled={totalOf(rows) === "0.00"} onClick={open}>
        {t("renew")}
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        title={t("dialog.title", { count: order?.rows.length ?? 0 })}
        description={t("dialog.lead")}
        footer={
          <>
            <Button onClick={close}>{isOver ? t("dialog.done") : words("cancel")}</Button>
            {order && !isOver ? (
              <Button tone="primary" pending={isPending} onClick={() => pay(order)}>
                {end ? t("dialog.again") : t("dialog.pay", { amount: moneyText(total, locale) })}
              </Button>
            ) : null}
          </>
        }
      >
        {order && !end ? <Slip order={order} total={total} /> : null}
        {end?.state === "ended" && order ? <BulkResults rows={order.rows} end={end} /> : null}
        {end?.state === "unknown" ? <p role="alert">{t("dialog.unknown")}</p> : null}
        {end?.state === "refused" ? <ErrorPanel failure={end.refusal} /> : null}
      </Dialog>
    </>
  );
}

function Slip({ order, total }: { order: Order; total: string }) {
  const t = useT("bulk");
  const words = useT("common");
  return (
    <>
      <Facts
        rows={[
          ...order.rows.map(({ id, name, priceUsd }) => ({
            key: String(id),
            label: name,
            value: <Money usd={priceUsd ?? "0.00"} mono />,
          })),
          {
            key: "total",
            label: <span className="font-medium text-text">{words("total")}</span>,
            value: <Money usd={total} mono className="font-medium" />,
          },
        ]}
      />
      {order.skipped ? (
        <p className="mt-2 text-muted">{t("dialog.skipped", { count: order.skipped })}</p>
      ) : null}
    </>
  );
}
