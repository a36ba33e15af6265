import type { Metadata } from "next";
import Link from "next/link";
import { PageHead } from "@/components/layout/page-head";
import { Lacking } from "@/components/ui/lacking";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireCustomer } from "@/lib/session/current";
import { getNamer } from "../name";
import { Access } from "./access";
import { ActivityList } from "./activity-list";
import { Addresses } from "./addresses";
import { echoUrl } from "./echo-url";
import { FollowStatus } from "./follow-status";
import { LabelForm } from "./label-form";
import { LastSeen } from "./last-seen";
import { Lease } from "./lease";
import { readCard } from "./read-card";
import { Renew } from "./renew";

interface PageProps {
  params: Promise<{ id: string }>;
}

/** The page's title: the number, as the name is the user's own. */
export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { id } = await params;
  return { title: (await getT("card"))("number", { id }) };
}

/** One subscription: lease, addresses, credentials, renewal and activity. No secret is in this page. */
export default async function SubscriptionPage({ params }: PageProps) {
  const { id } = await params;
  const session = await requireCustomer(`/subscriptions/${id}`);
  const [t, nameOf, { subscription, addresses, activity, seen }] = await Promise.all([
    getT("card"),
    getNamer(),
    readCard(id),
  ]);
  const { status } = subscription;
  const name = nameOf(subscription);
  const canRenew = subscription.renewal_price_usd !== null && status !== "provisioning";
  return (
    <ClientMessages of={["card", "errors"]}>
      <PageHead
        above={<Link href="/subscriptions">{t("back")}</Link>}
        title={name}
        lead={<FollowStatus status={status} />}
        action={
          <div className="flex flex-wrap gap-2">
            <LabelForm subscriptionId={subscription.id} label={subscription.label} />
            {canRenew ? <Renew subscriptionId={subscription.id} name={name} /> : null}
          </div>
        }
      />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 gap-8">
          <Access
            subscription={{ id: subscription.id, status, kind: subscription.kind }}
            name={name}
            addresses={addresses ?? []}
            seen={<LastSeen activity={seen} />}
            echoUrl={echoUrl()}
            proof={session.remote ? "key" : "password"}
          />
          {addresses ? <Addresses addresses={addresses} /> : <Lacking what="addresses" />}
        </div>
        <div className="grid min-w-0 gap-8">
          <Lease subscription={subscription} />
          {activity ? <ActivityList items={activity} /> : <Lacking what="activity" />}
        </div>
      </div>
    </ClientMessages>
  );
}
