"use client";

import { moneyText } from "@/components/format/money";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Category } from "@/lib/contract/catalog";
import { useLocale, useT } from "@/lib/messages/t";
import { lowestPrice } from "./lowest-price";

/** A category that is shown and not sold: why, and where to go instead. */
export function NotSold({ category, onStatic }: { category: Category; onStatic: () => void }) {
  const t = useT("catalog");
  const common = useT("common");
  const locale = useLocale();
  const name = common(`categories.${category.category}`);
  const rotating = category.kind === "rotating";
  return (
    <Card title={t(rotating ? "rotatingTitle" : "notLiveTitle", { category: name })}>
      <p className="max-w-[60ch] text-muted">
        {rotating && category.sample_price_usd !== "0.00"
          ? t("rotatingText", { price: moneyText(lowestPrice(category), locale) })
          : t("notLiveText")}
      </p>
      <Button className="mt-4" onClick={onStatic}>
        {t("takeStatic")}
      </Button>
    </Card>
  );
}
