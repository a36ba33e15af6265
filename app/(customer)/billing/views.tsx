import { Link } from "@/components/ui/link";
import { useT } from "@/lib/messages/t";

const VIEWS = { transactions: "/billing", deposits: "/billing/deposits" } as const;

/** The two lists of billing, each with an address of its own. */
export function Views({ here }: { here: keyof typeof VIEWS }) {
  const t = useT("billing");
  return (
    <nav aria-label={t("views")} className="mb-4 flex gap-4 border-line border-b px-0.5">
      {(["transactions", "deposits"] as const).map((view) => (
        <Link
          key={view}
          href={VIEWS[view]}
          aria-current={view === here ? "page" : undefined}
          className="-mb-px inline-flex h-9 items-center border-transparent border-b-2 font-medium text-muted -outline-offset-2 hover:text-text aria-[current]:border-accent aria-[current]:text-text max-md:h-11"
        >
          {t(view)}
        </Link>
      ))}
    </nav>
  );
}
