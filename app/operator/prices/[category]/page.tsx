import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/layout/page-head";
import { Link } from "@/components/ui/link";
import { read } from "@/lib/client";
import { listPricing } from "@/lib/contract/admin-shop";
import { ClientMessages } from "@/lib/messages/client-messages";
import { getT } from "@/lib/messages/server";
import { requireOperator } from "@/lib/session/current";
import { TierForm } from "./tier-form";

/** The page's title. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT("operatorPrices"))("edit") };
}

/** The tiers of one category, to change with a preview. */
export default async function CategoryPricesPage({ params }: { params: Promise<{ category: string }> }) {
  await requireOperator();
  const { category } = await params;
  const [t, words, { items }] = await Promise.all([
    getT("operatorPrices"),
    getT("common"),
    read(listPricing, {}),
  ]);
  const pricing = items.find((one) => one.category === category);
  if (!pricing) notFound();
  return (
    <ClientMessages of={["operatorPrices", "errors"]}>
      <PageHead
        above={<Link href="/operator/prices">{t("back")}</Link>}
        title={t("editTitle", { category: words(`categories.${pricing.category}`) })}
        lead={t("editLead")}
      />
      <TierForm
        category={pricing.category}
        unit={pricing.unit}
        tiers={pricing.tiers.map(({ min_quantity, unit_price_usd }) => ({
          min_quantity: String(min_quantity),
          unit_price_usd,
        }))}
      />
    </ClientMessages>
  );
}
