import { Bytes } from "@/components/format/bytes";
import { Country } from "@/components/format/country";
import { Money } from "@/components/format/money";
import { quantityText } from "@/components/format/quantity";
import { Time } from "@/components/format/time";
import { LeaseBar } from "@/components/marks/lease-bar";
import type { ApiRequest } from "@/components/ui/as-curl";
import { Card, Facts } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import type { Subscription } from "@/lib/contract/subscriptions";
import { getT } from "@/lib/messages/server";
import { AutoRenew } from "./auto-renew";
import { TrafficLeft } from "./traffic-left";

/** The lease: status, paid days, prices and the auto-renew switch. */
export async function Lease(props: { subscription: Subscription; autoRenewRequest: ApiRequest }) {
  const { subscription, autoRenewRequest } = props;
  const [t, words] = await Promise.all([getT("card"), getT("common")]);
  const { status, country, quantity, unit, renewal_price_usd: renewal } = subscription;
  // A deployment may tell neither the order nor what it cost.
  const isOrderTold = subscription.order_id > 0;
  const isRotating = subscription.kind === "rotating";
  const isOver = status === "released";
  // One that was refunded is over before the end that was paid for.
  const endsAt = isOver ? null : subscription.expires_at;
  const isEndless = isRotating && !isOver && status !== "provisioning";
  const rows = [
    { key: "status", label: t("facts.status"), value: <Status status={status} /> },
    {
      key: "expires",
      label: t("facts.expires"),
      value: endsAt ? <Time at={endsAt} shape="datetime" /> : isEndless ? t("facts.noEnd") : words("notYet"),
    },
    {
      key: "country",
      label: t("facts.country"),
      value: country ? <Country code={country} /> : words("notYet"),
    },
    { key: "quantity", label: t("facts.quantity"), value: quantityText(words, quantity, unit) },
    ...(isOrderTold
      ? [{ key: "price", label: t("facts.price"), value: <Money usd={subscription.price_usd} mono /> }]
      : []),
    ...(isRotating
      ? []
      : [
          {
            key: "renewal",
            label: t("facts.renewal"),
            value: renewal ? <Money usd={renewal} mono /> : words("notYet"),
          },
        ]),
    ...(subscription.traffic
      ? [
          {
            key: "traffic",
            label: t("facts.traffic"),
            value: <Bytes bytes={subscription.traffic.used_bytes} />,
          },
        ]
      : []),
    {
      key: "created",
      label: t("facts.created"),
      value: <Time at={subscription.created_at} shape="datetime" />,
    },
    ...(isOrderTold
      ? [
          {
            key: "order",
            label: t("facts.order"),
            value: (
              <Link
                href={`/billing?subscription_id=${subscription.id}`}
                className="py-1 font-mono text-accent hover:underline"
              >
                #{subscription.order_id}
              </Link>
            ),
          },
        ]
      : []),
  ];
  return (
    <Card title={t("facts.title")}>
      {isRotating || isOver ? null : <LeaseBar lease={subscription} marks />}
      {subscription.traffic ? <TrafficLeft traffic={subscription.traffic} /> : null}
      <div className="mt-3">
        <Facts rows={rows} />
      </div>
      {isRotating || isOver ? null : (
        <div className="mt-3">
          <AutoRenew
            subscriptionId={subscription.id}
            isOn={subscription.auto_renew}
            endsAt={endsAt}
            request={autoRenewRequest}
          />
        </div>
      )}
    </Card>
  );
}
