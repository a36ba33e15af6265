import { ActionText } from "@/components/format/audit-action";
import { Time } from "@/components/format/time";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { Activity } from "@/lib/contract/subscriptions";
import { listHref } from "@/lib/list-url";
import { getT } from "@/lib/messages/server";

interface ActivitiesProps {
  subscriptionId: number;
  items: readonly Activity[];
}

/** Who did what with a subscription; the audit trail has the facts. */
export async function Activities({ subscriptionId, items }: ActivitiesProps) {
  const [t, words] = await Promise.all([getT("operatorSubscriptions"), getT("auditActions")]);
  const trail = listHref("/operator/audit", { subject: "subscription", subject_id: String(subscriptionId) });
  return (
    <Card
      title={t("activity")}
      action={
        <Link href={trail} className="text-accent text-sm">
          {t("wholeTrail")}
        </Link>
      }
    >
      {items.length === 0 ? <p className="text-muted">{t("noActivity")}</p> : null}
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <li key={item.id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
            <span className="min-w-0">
              <ActionText act={item} />{" "}
              <span className="break-words text-muted">{words("by", { by: item.by })}</span>
            </span>
            <Time at={item.created_at} className="text-muted text-sm" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
