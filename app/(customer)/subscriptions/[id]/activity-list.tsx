import { Time } from "@/components/format/time";
import { Card } from "@/components/ui/card";
import type { Activity } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";

const WORDS = {
  "subscription.buy": "bought",
  "subscription.renew": "renewed",
  "subscription.auto_renew": "autoRenew",
  "subscription.label": "label",
  "subscription.grant": "granted",
  "subscription.traffic": "traffic",
  "subscription.suspend": "suspended",
  "subscription.resume": "resumed",
  "subscription.refund": "refunded",
  "credentials.read": "seen",
  "credentials.rotate": "rotated",
} as const;

/** Who did what with the subscription, newest first. */
export async function ActivityList({ items }: { items: readonly Activity[] }) {
  const t = await getT("card");
  return (
    <Card title={t("activity.title")}>
      {items.length === 0 ? <p className="text-muted">{t("activity.none")}</p> : null}
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <li key={item.id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
            <span className="min-w-0">
              {isKnown(item.action) ? (
                t(`activity.actions.${WORDS[item.action]}`)
              ) : (
                <code>{item.action}</code>
              )}{" "}
              <span className="break-words text-muted">{t("activity.by", { by: item.by })}</span>
            </span>
            <Time at={item.created_at} className="text-muted text-sm" />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function isKnown(action: string): action is keyof typeof WORDS {
  return Object.hasOwn(WORDS, action);
}
