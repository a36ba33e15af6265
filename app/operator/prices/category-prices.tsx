import { ActDialog } from "@/components/form/act-dialog";
import { Money } from "@/components/format/money";
import { quantityText } from "@/components/format/quantity";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/status";
import { type Column, Table } from "@/components/ui/table";
import type { Pricing } from "@/lib/contract/admin-shop";
import type { Tier } from "@/lib/contract/catalog";
import { getT } from "@/lib/messages/server";
import { switchLive } from "./actions";

/** One category: its tiers, whether it is sold, and the ways to change both. */
export async function CategoryPrices({ pricing }: { pricing: Pricing }) {
  const [t, words] = await Promise.all([getT("operatorPrices"), getT("common")]);
  const { live } = pricing;
  const category = words(`categories.${pricing.category}`);
  const columns: Column<Tier>[] = [
    {
      key: "from",
      head: t("from"),
      phone: 1,
      cell: (tier) => quantityText(words, tier.min_quantity, pricing.unit),
    },
    {
      key: "each",
      head: t(`each.${pricing.unit}`),
      align: "right",
      phone: 2,
      cell: (tier) => <Money usd={tier.unit_price_usd} mono />,
    },
  ];
  return (
    <Card
      flush
      title={category}
      action={<Badge tone={live ? "good" : "muted"}>{t(live ? "live" : "notLive")}</Badge>}
    >
      <Table
        caption={t("tiers", { category })}
        rows={pricing.tiers}
        rowKey={(tier) => tier.min_quantity}
        columns={columns}
      />
      <div className="flex flex-wrap gap-2 border-line border-t px-5 py-3 max-md:px-4">
        <ButtonLink
          size="small"
          href={`/operator/prices/${pricing.category}`}
          aria-label={t("editOf", { category })}
        >
          {t("edit")}
        </ButtonLink>
        <ActDialog
          size="small"
          tone="quiet"
          trigger={t(live ? "stop" : "start")}
          title={t(live ? "stopTitle" : "startTitle", { category })}
          description={t(live ? "stopEffect" : "startEffect")}
          submit={t(live ? "stop" : "start")}
          danger={live}
          act={switchLive}
        >
          <input type="hidden" name="category" value={pricing.category} />
          <input type="hidden" name="live" value={String(!live)} />
        </ActDialog>
      </div>
    </Card>
  );
}
