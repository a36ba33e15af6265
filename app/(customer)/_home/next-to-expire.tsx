import { Time } from "@/components/format/time";
import { LeaseBar } from "@/components/marks/lease-bar";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Badge } from "@/components/ui/status";
import type { Subscription } from "@/lib/contract/subscriptions";
import { useT } from "@/lib/messages/t";

const SHOWN = 5;

interface NextToExpireProps {
  /** Soonest first. */
  subscriptions: readonly Subscription[];
  nameOf: (subscription: Subscription) => string;
}

/** The subscriptions that end first, each a link with its lease bar. */
export function NextToExpire({ subscriptions, nameOf }: NextToExpireProps) {
  const t = useT("overview");
  const shown = subscriptions.filter(({ expires_at }) => expires_at !== null).slice(0, SHOWN);
  return (
    <Card
      title={t("next")}
      flush
      className="mt-8"
      action={
        shown.length ? (
          <Link href="/subscriptions" className="py-1 text-accent hover:underline">
            {t("allSubscriptions")}
          </Link>
        ) : null
      }
    >
      {shown.length ? (
        <ul className="divide-y divide-line border-line border-t">
          {shown.map((subscription) => (
            <li key={subscription.id}>
              <Link
                href={`/subscriptions/${subscription.id}`}
                className="grid items-center gap-x-6 gap-y-2 px-5 py-3 -outline-offset-2 hover:bg-hover max-md:px-4 md:grid-cols-[minmax(0,1fr)_8rem_16rem]"
              >
                <span className="flex min-w-0 items-center gap-2">
                  <span className="truncate font-medium">{subscription.label ?? nameOf(subscription)}</span>
                  {subscription.auto_renew ? <Badge tone="accent">{t("auto")}</Badge> : null}
                </span>
                {subscription.expires_at ? (
                  <Time at={subscription.expires_at} className="text-muted md:text-right" />
                ) : null}
                <LeaseBar lease={subscription} />
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState
          action={
            <ButtonLink href="/catalog" tone="primary">
              {t("buy")}
            </ButtonLink>
          }
        >
          {t("nothing")}
        </EmptyState>
      )}
    </Card>
  );
}
