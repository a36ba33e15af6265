import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { Money } from "@/components/format/money";
import { dateText } from "@/components/format/time";
import { useLocale, useNow, useT } from "@/lib/messages/t";
import type { BulkRenewalEnd, RenewedItem, Selectable } from "./states-bulk";

interface BulkResultsProps {
  rows: readonly Selectable[];
  end: Extract<BulkRenewalEnd, { state: "ended" }>;
}

const ICONS = {
  ok: [CircleCheck, "text-good"],
  provisioning: [CircleDashed, "text-accent"],
  failed: [CircleX, "text-bad"],
} as const;

/** What became of each, and what was charged in all. */
export function BulkResults({ rows, end }: BulkResultsProps) {
  const t = useT("bulk");
  return (
    <div role="status">
      <ul aria-label={t("dialog.results")} className="divide-y divide-line">
        {end.items.map((item) => (
          <Result
            key={item.id}
            item={item}
            name={rows.find(({ id }) => id === item.id)?.name ?? `#${item.id}`}
          />
        ))}
      </ul>
      <p className="mt-3 flex justify-between border-strong border-t pt-3 font-medium">
        {t("dialog.charged")} <Money usd={end.totalUsd} mono />
      </p>
    </div>
  );
}

function Result({ item, name }: { item: RenewedItem; name: string }) {
  const t = useT("bulk");
  const errors = useT("errors");
  const locale = useLocale();
  const now = useNow();
  const [Icon, tone] = ICONS[item.status];
  const date = item.newExpiresAt ? dateText(new Date(item.newExpiresAt), locale, now) : "";
  const text = {
    ok: t("dialog.until", { date }),
    provisioning: t("dialog.underWay"),
    failed: t("dialog.failed", { reason: errors(`${item.code ?? "internal"}.title`) }),
  };
  return (
    <li className="flex flex-wrap items-center gap-x-2 py-2">
      <Icon aria-hidden="true" strokeWidth={1.75} className={`size-4 shrink-0 ${tone}`} />
      <span className="font-medium">{name}</span>
      <span className="text-muted">{text[item.status]}</span>
    </li>
  );
}
