import { ActionText } from "@/components/format/audit-action";
import { Time } from "@/components/format/time";
import { buttonLook } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { Activity } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";

interface ActivityListProps {
  items: readonly Activity[];
  olderHref: string | null;
  newestHref: string | null;
}

/** Who did what with the subscription, newest first. */
export async function ActivityList({ items, olderHref, newestHref }: ActivityListProps) {
  const [t, words] = await Promise.all([getT("card"), getT("auditActions")]);
  return (
    <div id="activity">
      <Card title={t("activity.title")}>
        {items.length === 0 ? <p className="text-muted">{t("activity.none")}</p> : null}
        <ol className="divide-y divide-line">
          {items.map((item) => (
            <li key={item.id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
              <span className="min-w-0">
                <ActionText act={item} />{" "}
                <span className="break-words text-muted">{words("by", { by: item.by })}</span>
              </span>
              <Time at={item.created_at} className="text-muted text-sm" />
            </li>
          ))}
        </ol>
        {olderHref || newestHref ? (
          <nav aria-label={t("activity.pages")} className="mt-3 flex flex-wrap justify-between gap-2">
            {newestHref ? (
              <Link href={newestHref} className={buttonLook({ size: "small", tone: "quiet" })}>
                {t("activity.newest")}
              </Link>
            ) : (
              <span />
            )}
            {olderHref ? (
              <Link href={olderHref} rel="next" className={buttonLook({ size: "small" })}>
                {t("activity.older")}
              </Link>
            ) : null}
          </nav>
        ) : null}
      </Card>
    </div>
  );
}
