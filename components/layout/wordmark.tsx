import { Badge } from "@/components/ui/status";
import { useT } from "@/lib/messages/t";

/** The product's name with its mark: a lease bar, a day long; operators see where they are. */
export function Wordmark({ operator = false }: { operator?: boolean }) {
  const t = useT("common");
  const nav = useT("nav");
  return (
    <span className="inline-flex items-center gap-2 font-medium text-lg tracking-tight">
      <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 fill-none">
        <rect x="1" y="3" width="18" height="4" rx="2" className="fill-accent" />
        <rect x="1" y="8.5" width="12" height="4" rx="2" className="fill-accent" />
        <rect
          x="1.75"
          y="14.75"
          width="6.5"
          height="2.5"
          rx="1.25"
          strokeWidth="1.5"
          className="stroke-accent"
        />
      </svg>
      {t("product")}
      {operator ? <Badge tone="accent">{nav("operatorArea")}</Badge> : null}
    </span>
  );
}

/** The first thing that Tab reaches: past the navigation, to the page. */
export function SkipLink({ to }: { to: string }) {
  const t = useT("common");
  return (
    <a
      href={`#${to}`}
      className="-translate-y-20 fixed top-2 left-2 z-50 rounded-control bg-raised px-3 py-2 font-medium shadow-float focus:translate-y-0"
    >
      {t("skipToContent")}
    </a>
  );
}
