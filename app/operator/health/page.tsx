import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { read } from "@/lib/client";
import { getHealth } from "@/lib/contract/admin-watch";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { Books } from "./books";
import { DatabaseCard, GatewayCard, MailCard } from "./facts-cards";
import { Jobs } from "./jobs";
import { PaymentProviders, Suppliers } from "./vendors";

/** The page's title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operatorHealth"))("title") };
}

/** How the shop is, part by part. */
export default async function HealthPage() {
  await requireOperator();
  const [t, health] = await Promise.all([getT("operatorHealth"), read(getHealth, {})]);
  return (
    <ClientMessages of={["errors"]}>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="grid gap-8">
        <Books books={health.books} audit={health.audit} />
        <Jobs jobs={health.jobs} />
        <div className="grid gap-8 lg:grid-cols-2">
          <Suppliers rows={health.suppliers} />
          <PaymentProviders rows={health.payment_providers} />
        </div>
        <div className="grid gap-8 lg:grid-cols-3">
          <MailCard mails={health.mails} />
          <GatewayCard gateway={health.gateway} />
          <DatabaseCard database={health.database} />
        </div>
      </div>
    </ClientMessages>
  );
}
