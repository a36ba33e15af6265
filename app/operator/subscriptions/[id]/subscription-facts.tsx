import { Bytes } from "@/components/format/bytes";
import { Country } from "@/components/format/country";
import { Money } from "@/components/format/money";
import { quantityText } from "@/components/format/quantity";
import { Time } from "@/components/format/time";
import { LeaseBar } from "@/components/marks/lease-bar";
import { Card, Facts } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { UserName } from "@/lib/contract/admin";
import type { Subscription } from "@/lib/contract/subscriptions";
import { useT } from "@/lib/messages/t";
import { UserLines } from "../../user-name";
import { isOver, Renewal } from "../subscription-table";

interface SubscriptionFactsProps {
  subscription: Subscription;
  user: UserName | undefined;
}

/** What there is to know of a subscription, pair by pair. */
export function SubscriptionFacts({ subscription: row, user }: SubscriptionFactsProps) {
  const t = useT("operatorSubscriptions");
  const words = useT("common");
  const nothing = words("notYet");
  // One that was refunded is over before the end that was paid for.
  const endsAt = isOver(row) ? null : row.expires_at;
  return (
    <Card title={t("facts")}>
      {endsAt ? <LeaseBar lease={row} marks /> : null}
      <Facts
        rows={[
          {
            label: t("user"),
            value: (
              <Link href={`/operator/users/${row.user_id}`} className="text-accent">
                <UserLines id={row.user_id} user={user} />
              </Link>
            ),
          },
          { label: t("label"), value: <span className="break-words">{row.label ?? nothing}</span> },
          { label: t("category"), value: words(`categories.${row.category}`) },
          { label: t("country"), value: <Country code={row.country} /> },
          { label: t("quantity"), value: quantityText(words, row.quantity, row.unit) },
          { label: t("paid"), value: <Money usd={row.price_usd} mono /> },
          {
            label: t("renewalPrice"),
            value: row.renewal_price_usd ? <Money usd={row.renewal_price_usd} mono /> : nothing,
          },
          { label: t("created"), value: <Time at={row.created_at} shape="datetime" /> },
          {
            label: t("ends"),
            value: endsAt ? <Time at={endsAt} shape="datetime" /> : nothing,
          },
          { label: t("autoRenew"), value: isOver(row) ? nothing : <Renewal row={row} /> },
          ...(row.renewal
            ? [{ label: t("nextTry"), value: <Time at={row.renewal.next_try_at} shape="datetime" /> }]
            : []),
          ...(row.traffic
            ? [{ label: t("trafficUsed"), value: <Bytes bytes={row.traffic.used_bytes} /> }]
            : []),
          ...(row.traffic && row.traffic.left_bytes !== null
            ? [{ label: t("trafficLeft"), value: <Bytes bytes={row.traffic.left_bytes} /> }]
            : []),
          { label: t("order"), value: <code>{row.order_id}</code> },
        ]}
      />
    </Card>
  );
}
