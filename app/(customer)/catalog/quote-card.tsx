"use client";

import { Money, moneyText } from "@/components/format/money";
import { Button } from "@/components/ui/button";
import { Card, Facts } from "@/components/ui/card";
import { cx } from "@/components/ui/classes";
import type { Category, Quote } from "@/lib/contract/catalog";
import { useLocale, useT } from "@/lib/messages/t";
import { formatUnitPrice, parseUnitPrice } from "@/lib/money";
import { Unavailable } from "./unavailable";
import type { Wish } from "./wish";

interface QuoteCardProps {
  quote: Quote;
  category: Category;
  wish: Wish;
  /** The price is an older wish's; a new one is on its way. */
  isStale: boolean;
  onWish: (wish: Wish) => void;
  onBuy: () => void;
}

/** Unit × quantity = total, the tier, what the next one saves, and the way to buy. */
export function QuoteCard({ quote, category, wish, isStale, onWish, onBuy }: QuoteCardProps) {
  const t = useT("catalog");
  const common = useT("common");
  const locale = useLocale();
  const tier = category.tiers?.findLast((one) => one.min_quantity <= quote.quantity);
  const unit = moneyText(quote.unit_price_usd, locale);
  const total = moneyText(quote.price_usd, locale);
  return (
    <Card title={t("quote")} className="lg:sticky lg:top-20">
      <div aria-busy={isStale} className={cx("transition-opacity", isStale && "opacity-50")}>
        <p className="text-muted">{t("total")}</p>
        <p className="mt-1 font-medium text-figure tabular-nums tracking-tight">
          <Money usd={quote.price_usd} />
        </p>
        <p className="mb-3 text-muted tabular-nums">
          {t("ready", { quantity: quote.quantity, unit, total })}
        </p>
        <Facts
          rows={[
            {
              label: t("unitPrice", { unit: common(`units.${quote.unit}`) }),
              value: <Money usd={quote.unit_price_usd} />,
            },
            { label: t("times"), value: <span className="tabular-nums">{quote.quantity}</span> },
            ...(category.tiers
              ? [{ label: t("tier"), value: tier ? t("tierFrom", { count: tier.min_quantity }) : null }]
              : []),
          ]}
        />
        <p className={cx("min-h-10 py-2", quote.next_tier ? "text-accent" : "text-muted")}>
          {quote.next_tier
            ? t("nextTier", { count: quote.next_tier.min_quantity, saving: savingOf(quote, locale) })
            : category.tiers
              ? t("lastTier")
              : null}
        </p>
      </div>
      <p aria-live="polite" className="sr-only">
        {isStale ? t("updating") : t("ready", { quantity: quote.quantity, unit, total })}
      </p>
      {quote.available || isStale ? null : <Unavailable category={category} wish={wish} onWish={onWish} />}
      <Button tone="primary" className="mt-2 w-full" disabled={isStale || !quote.available} onClick={onBuy}>
        {t("buy", { count: wish.quantity })}
      </Button>
    </Card>
  );
}

/** What one unit costs less on the next tier. */
function savingOf(quote: Quote, locale: "en" | "ru"): string {
  const next = quote.next_tier?.unit_price_usd ?? quote.unit_price_usd;
  return moneyText(formatUnitPrice(parseUnitPrice(quote.unit_price_usd) - parseUnitPrice(next)), locale);
}
