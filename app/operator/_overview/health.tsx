import { Bytes } from "@/components/format/bytes";
import { Time } from "@/components/format/time";
import { Card, Facts } from "@/components/ui/card";
import { CircleCheck, TriangleAlert } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { Health } from "@/lib/contract/admin-watch";
import { useT } from "@/lib/messages/t";

/** Whether the shop is well, in short. */
export function HealthInShort({ health }: { health: Health }) {
  const t = useT("operator");
  const { books, audit, jobs, database, gateway } = health;
  const Icon = books.closes ? CircleCheck : TriangleAlert;
  return (
    <Card
      title={t("health.title")}
      action={
        <Link href="/operator/health" className="text-accent text-sm">
          {t("health.all")}
        </Link>
      }
    >
      <Facts
        rows={[
          {
            key: "books",
            label: t("health.books"),
            value:
              books.closes === null ? (
                t("health.notChecked")
              ) : (
                <span className="inline-flex items-center gap-1.5">
                  <Icon className={books.closes ? "size-4 text-good" : "size-4 text-bad"} />
                  {t(books.closes ? "health.closes" : "health.opens")}
                </span>
              ),
          },
          {
            key: "checked",
            label: t("health.checked"),
            value: books.checked_at ? <Time at={books.checked_at} /> : t("health.never"),
          },
          { key: "audit", label: t("health.audit"), value: t("health.links", { links: audit.links }) },
          { key: "jobs", label: t("health.jobs"), value: jobs.waiting },
          { key: "database", label: t("health.database"), value: <Bytes bytes={database.size_bytes} /> },
          {
            key: "gateway",
            label: t("health.gateway"),
            value: gateway.last_usage_at ? <Time at={gateway.last_usage_at} /> : t("health.never"),
          },
        ]}
      />
    </Card>
  );
}
