import { Card, Facts } from "@/components/ui/card";
import { cx } from "@/components/ui/classes";
import { Link } from "@/components/ui/link";
import type { Stats } from "@/lib/contract/admin-watch";
import { countedText, MOST_WAITING } from "@/lib/counted";
import { useLocale, useT } from "@/lib/messages/t";

/** What waits for an operator, each line leading to where it is dealt with. */
export function Waiting({ stats, flagged }: { stats: Stats; flagged: string }) {
  const t = useT("operator");
  const locale = useLocale();
  const lines: { key: string; href: string; label: string; value: string | number }[] = [
    {
      key: "deposits",
      href: "/operator/deposits",
      label: t("waiting.deposits"),
      value: countedText(stats.waiting.deposits, MOST_WAITING, locale),
    },
    {
      key: "flagged",
      href: "/operator/deposits?show=flagged",
      label: t("waiting.flagged"),
      value: flagged,
    },
    {
      key: "renewals",
      href: "/operator/subscriptions?renewal=failing",
      label: t("waiting.renewals"),
      value: countedText(stats.waiting.renewals_failing, MOST_WAITING, locale),
    },
    { key: "holds", href: "/operator/health", label: t("waiting.holds"), value: stats.open_holds.orders },
    { key: "jobs", href: "/operator/health", label: t("waiting.jobs"), value: stats.jobs.failing },
  ];
  return (
    <Card title={t("waiting.title")}>
      <Facts
        rows={lines.map(({ key, href, label, value }) => ({
          key,
          label: (
            <Link href={href} className="text-accent underline-offset-2 hover:underline">
              {label}
            </Link>
          ),
          value: (
            <span className={cx("tabular-nums", isNothing(value) ? "text-muted" : "font-medium")}>
              {value}
            </span>
          ),
        }))}
      />
    </Card>
  );
}

/** What waits stands out of the zeros. */
function isNothing(value: string | number): boolean {
  return String(value) === "0";
}
