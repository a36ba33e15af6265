import type { Metadata } from "next";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireCustomer } from "@/lib/session/current";
import { ownOrigin } from "@/lib/session/origin";
import { getNamer } from "../name";
import { Access } from "./access";
import { ActivityList } from "./activity-list";
import { Addresses } from "./addresses";
import { CardHead } from "./card-head";
import { echoUrl } from "./echo-url";
import { LastSeen } from "./last-seen";
import { Lease } from "./lease";
import { readCard, readRequests } from "./read-card";
import { RenewalState } from "./renewal-state";
import { TrafficChart } from "./traffic-chart";

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ activity?: string | string[] }>;
}

/** The page's title: the number, as the name is the user's own. */
export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { id } = await params;
  return { title: (await getT("card"))("number", { id }) };
}

/** One subscription: lease, addresses, credentials, renewal and activity. No secret is in this page. */
export default async function SubscriptionPage({ params, searchParams }: PageProps) {
  const [{ id }, { activity: cursor }] = await Promise.all([params, searchParams]);
  await requireCustomer(`/subscriptions/${id}`);
  const page = typeof cursor === "string" && /^[\w-]{1,64}$/.test(cursor) ? cursor : undefined;
  const [nameOf, requests, card] = await Promise.all([
    getNamer(),
    ownOrigin().then((origin) => readRequests(id, origin)),
    readCard(id, page),
  ]);
  const { subscription, addresses, balanceUsd } = card;
  const { status, kind } = subscription;
  const short = { id: subscription.id, status, kind };
  const name = nameOf(subscription);
  const path = `/subscriptions/${id}`;
  return (
    <ClientMessages of={["card", "errors"]}>
      <CardHead subscription={subscription} name={name} requests={requests} />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 gap-8">
          <RenewalState
            subscription={subscription}
            balanceUsd={balanceUsd}
            autoRenewRequest={requests.autoRenew}
          />
          <Access
            subscription={short}
            name={name}
            addresses={addresses}
            countries={card.countries}
            seen={<LastSeen activity={card.seen} />}
            echoUrl={echoUrl()}
            rotateRequest={requests.rotate}
          />
          <Addresses subscription={short} addresses={addresses} />
          {card.traffic ? <TrafficChart days={card.traffic} /> : null}
        </div>
        <div className="grid min-w-0 gap-8">
          <Lease subscription={subscription} autoRenewRequest={requests.autoRenew} />
          <ActivityList
            items={card.activity}
            olderHref={card.olderActivity && `${path}?activity=${card.olderActivity}#activity`}
            newestHref={page ? `${path}#activity` : null}
          />
        </div>
      </div>
    </ClientMessages>
  );
}
