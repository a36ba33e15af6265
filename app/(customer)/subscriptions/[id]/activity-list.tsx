import { Time } from "@/components/format/time";
import { buttonLook } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { Activity } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";

const WORDS = {
  "subscription.buy": "bought",
  "subscription.renew": "renewed",
  "subscription.renewal_failed": "renewalFailed",
  "subscription.price_announced": "priceAnnounced",
  "subscription.auto_renew": "autoRenew",
  "subscription.label": "label",
  "subscription.grant": "granted",
  "subscription.traffic": "traffic",
  "subscription.suspend": "suspended",
  "subscription.resume": "resumed",
  "subscription.refund": "refunded",
  "subscription.expire": "expired",
  "subscription.release": "released",
  "subscription.check": "checked",
  "credentials.read": "seen",
  "credentials.rotate": "rotated",
} as const;

interface ActivityListProps {
  items: readonly Activity[];
  olderHref: string | null;
  newestHref: string | null;
}

/** Who did what with the subscription, newest first. */
export async function ActivityList({ items, olderHref, newestHref }: ActivityListProps) {
  const [t, common] = await Promise.all([getT("card"), getT("common")]);
  const wordsOf = ({ action, by }: Activity) => {
    if (!isKnown(action)) return <code>{action}</code>;
    const isByItself = action === "subscription.renew" && by === common("product");
    return t(`activity.actions.${isByItself ? "renewedByItself" : WORDS[action]}`);
  };
  return (
    <div id="activity">
      <Card title={t("activity.title")}>
        {items.length === 0 ? <p className="text-muted">{t("activity.none")}</p> : null}
        <ol className="divide-y divide-line">
          {items.map((item) => (
            <li key={item.id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
              <span className="min-w-0">
                {wordsOf(item)}{" "}
                <span className="break-words text-muted">{t("activity.by", { by: item.by })}</span>
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

function isKnown(action: string): action is keyof typeof WORDS {
  return Object.hasOwn(WORDS, action);
}
