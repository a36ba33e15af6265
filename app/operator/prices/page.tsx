import type { Metadata } from "next";
import { PageHead } from "@/components/layout/page-head";
import { read } from "@/lib/client";
import { listPricing } from "@/lib/contract/admin-shop";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { CategoryPrices } from "./category-prices";

/** The page's title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operatorPrices"))("title") };
}

/** The tiers of every category, and whether it is sold. */
export default async function PricesPage() {
  await requireOperator();
  const [t, { items }] = await Promise.all([getT("operatorPrices"), read(listPricing, {})]);
  return (
    <ClientMessages of={["errors"]}>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="grid items-start gap-8 lg:grid-cols-2">
        {items.map((pricing) => (
          <CategoryPrices key={pricing.category} pricing={pricing} />
        ))}
      </div>
    </ClientMessages>
  );
}
