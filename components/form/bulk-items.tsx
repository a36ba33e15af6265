import { Circle, CircleCheck, CircleDashed, CircleHelp, CircleX } from "@/components/ui/icons";
import { useT } from "@/lib/messages/t";
import type { BulkItem, BulkRun } from "./use-bulk-run";

const ICONS = {
  waiting: [Circle, "text-faint"],
  busy: [CircleDashed, "spin text-accent"],
  done: [CircleCheck, "text-good"],
  failed: [CircleX, "text-bad"],
  unknown: [CircleHelp, "text-warn"],
} as const;

interface BulkItemsProps {
  items: readonly BulkItem<{ id: number; name: string }>[];
  state: BulkRun<unknown>["state"];
}

/** What is acted on, one a line, with what became of each. */
export function BulkItems({ items, state }: BulkItemsProps) {
  const t = useT("operatorBulk");
  const done = items.filter(({ end }) => end === "done").length;
  return (
    <>
      <p aria-live="polite" className="text-muted tabular-nums">
        {state === "new" ? null : t("progress", { done, count: items.length })}
      </p>
      <ul aria-label={t("items")} className="divide-y divide-line">
        {items.map((item) => (
          <Item key={item.row.id} item={item} isAsked={state !== "new"} />
        ))}
      </ul>
    </>
  );
}

function Item({ item, isAsked }: { item: BulkItemsProps["items"][number]; isAsked: boolean }) {
  const t = useT("operatorBulk");
  const [Icon, tone] = ICONS[item.end];
  const text = { waiting: t("waiting"), busy: t("busy"), done: t("done"), failed: "", unknown: t("unknown") };
  return (
    <li className="flex gap-2 py-2">
      {isAsked ? <Icon className={`mt-0.5 size-4 shrink-0 ${tone}`} /> : null}
      <p className="min-w-0">
        <span className="break-words font-medium">{item.row.name}</span>{" "}
        {isAsked ? <span className="text-muted">{item.text || text[item.end]}</span> : null}
      </p>
    </li>
  );
}
