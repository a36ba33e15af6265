import { Money } from "@/components/format/money";
import { dateText } from "@/components/format/time";
import { CircleCheck, CircleDashed, CircleHelp, CircleX } from "@/components/ui/icons";
import { useLocale, useNow, useT } from "@/lib/messages/t";
import type { BulkRenewalEnd, RenewedItem, Selectable } from "./states-bulk";

interface BulkResultsProps {
  rows: readonly Selectable[];
  /** What was answered last; `null` while nothing was. */
  end: Extract<BulkRenewalEnd, { state: "ended" }> | null;
  /** False while nobody knows whether the request arrived. */
  isKnown: boolean;
}

const ICONS = {
  ok: [CircleCheck, "text-good"],
  provisioning: [CircleDashed, "spin text-accent"],
  failed: [CircleX, "text-bad"],
  unknown: [CircleHelp, "text-warn"],
} as const;

/** What becomes of each, how many have ended, and what was charged in all. */
export function BulkResults({ rows, end, isKnown }: BulkResultsProps) {
  const t = useT("bulk");
  const ended = end?.items.filter(({ status }) => status !== "provisioning").length ?? 0;
  return (
    <div>
      <p aria-live="polite" className="mb-1 text-muted tabular-nums">
        {isKnown ? t("dialog.progress", { ended, count: rows.length }) : null}
      </p>
      <ul aria-label={t("dialog.results")} className="divide-y divide-line">
        {rows.map(({ id, name }) => (
          <Result
            key={id}
            name={name}
            item={end?.items.find((one) => one.id === id) ?? null}
            isKnown={isKnown}
          />
        ))}
      </ul>
      {end ? (
        <p className="mt-3 flex justify-between border-strong border-t pt-3 font-medium">
          {t("dialog.charged")} <Money usd={end.totalUsd} mono />
        </p>
      ) : null}
    </div>
  );
}

function Result({ item, name, isKnown }: { item: RenewedItem | null; name: string; isKnown: boolean }) {
  const t = useT("bulk");
  const errors = useT("errors");
  const locale = useLocale();
  const now = useNow();
  const status = item?.status ?? (isKnown ? "provisioning" : "unknown");
  const [Icon, tone] = ICONS[status];
  const date = item?.newExpiresAt ? dateText(new Date(item.newExpiresAt), locale, now) : "";
  const text = {
    ok: t("dialog.until", { date }),
    provisioning: t("dialog.underWay"),
    failed: t("dialog.failed", { reason: errors(`${item?.code ?? "internal"}.title`) }),
    unknown: t("dialog.notKnown"),
  };
  return (
    <li className="flex flex-wrap items-center gap-x-2 py-2">
      <Icon className={`size-4 shrink-0 ${tone}`} />
      <span className="font-medium">{name}</span>
      <span className="text-muted">{text[status]}</span>
    </li>
  );
}
