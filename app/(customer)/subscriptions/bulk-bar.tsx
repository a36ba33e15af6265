import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { moneyText } from "@/components/format/money";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { useLocale, useT } from "@/lib/messages/t";
import { switchSelected } from "./actions-bulk";
import { BulkExportDialog } from "./bulk-export";
import { totalOf } from "./bulk-total";
import type { Selectable } from "./states-bulk";

interface BulkBarProps {
  rows: readonly Selectable[];
  onRenew: () => void;
  onClear: () => void;
}

/** How many are selected, what they cost, and what can be done with them. */
export function BulkBar({ rows, onRenew, onClear }: BulkBarProps) {
  const t = useT("bulk");
  const errors = useT("errors");
  const locale = useLocale();
  const router = useRouter();
  const [isPending, start] = useTransition();
  const turn = (autoRenew: boolean) =>
    start(async () => {
      const end = await switchSelected({ ids: rows.map(({ id }) => id), autoRenew }).catch(() => null);
      if (!end) return announce(t("lost"), { tone: "bad" });
      if (end.state === "refused") return announce(errors(`${end.refusal.code}.title`), { tone: "bad" });
      if (end.changed) announce(t("switched", { on: autoRenew ? "yes" : "no", count: end.changed }));
      if (end.code) {
        const reason = errors(`${end.code}.title`);
        announce(t("notSwitched", { count: end.failed, reason }), { tone: "bad" });
      }
      router.refresh();
    });
  return (
    <section
      aria-label={t("bar")}
      className="appear sticky bottom-0 z-2 flex flex-wrap items-center gap-2 border-strong border-t bg-raised px-5 py-3 max-md:bottom-14 max-md:px-4"
    >
      <p className="mr-auto tabular-nums" aria-live="polite">
        <span className="font-medium">{t("selected", { count: rows.length })}</span>{" "}
        <span className="text-muted">{t("price", { amount: moneyText(totalOf(rows), locale) })}</span>
      </p>
      <Button size="small" tone="primary" disabled={totalOf(rows) === "0.00"} onClick={onRenew}>
        {t("renew")}
      </Button>
      <Button size="small" disabled={isPending} onClick={() => turn(true)}>
        {t("autoOn")}
      </Button>
      <Button size="small" disabled={isPending} onClick={() => turn(false)}>
        {t("autoOff")}
      </Button>
      <BulkExportDialog rows={rows} />
      <Button size="small" tone="quiet" onClick={onClear}>
        {t("clear")}
      </Button>
    </section>
  );
}
