import { cx } from "@/components/ui/classes";
import { useT } from "@/lib/messages/t";
import { GRACE_DAYS } from "./days";

/** What a part of a lease bar stands for; `graceMeans` says of the grace what it is for. */
export type LeasePart = "paid" | "renewal" | "grace" | "graceMeans";

const LOOKS: Record<LeasePart, string> = {
  paid: "bg-accent",
  renewal: "border border-accent bg-accent-weak",
  grace: "hatched bg-warn-weak",
  graceMeans: "hatched bg-warn-weak",
};

/** The parts of lease bars in words, once under one or over many. Hidden from screen readers: each bar has a name. */
export function LeaseLegend({ parts, className }: { parts: readonly LeasePart[]; className?: string }) {
  const t = useT("common");
  return (
    <ul
      aria-hidden="true"
      className={cx("flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs", className)}
    >
      {parts.map((part) => (
        <li key={part} className="flex items-baseline gap-1.5">
          <span className={cx("relative -top-0.5 h-1.5 w-4 shrink-0 rounded-full", LOOKS[part])} />
          {t(`lease.legend.${part}`, { days: GRACE_DAYS })}
        </li>
      ))}
    </ul>
  );
}
