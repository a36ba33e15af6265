import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { getNamer } from "../../namer";
import { Activities } from "./activities";
import { Acts } from "./acts";
import { AddressList } from "./address-list";
import { Orders } from "./orders";
import { readCard } from "./read-card";
import { SubscriptionFacts } from "./subscription-facts";

interface PageProps {
  params: Promise<{ id: string }>;
}

/** The page's title. */
export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { id } = await params;
  return { title: (await getT("operatorSubscriptions"))("number", { id }) };
}

/** One subscription as an operator sees it: facts, addresses, money and activity. No secret is in this page. */
export default async function SubscriptionPage({ params }: PageProps) {
  await requireOperator();
  const { id } = await params;
  const [t, nameOf, card] = await Promise.all([getT("operatorSubscriptions"), getNamer(), readCard(id)]);
  const { subscription } = card;
  const name = nameOf(subscription);
  return (
    <ClientMessages of={["errors"]}>
      <PageHead
        above={<Link href="/operator/subscriptions">{t("back")}</Link>}
        title={
          <>
            {name} <span className="font-mono text-muted">#{subscription.id}</span>
          </>
        }
        lead={<Status status={subscription.status} />}
        action={<Acts subscription={subscription} name={name} refund={card.refund} />}
      />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_380px]">
        <div className="grid min-w-0 gap-8">
          <SubscriptionFacts subscription={subscription} user={card.user} />
          <Orders rows={card.transactions} />
        </div>
        <div className="grid min-w-0 gap-8">
          <AddressList addresses={card.addresses} />
          <Activities subscriptionId={subscription.id} items={card.activity} />
        </div>
      </div>
    </ClientMessages>
  );
}
