import { Money, moneyText } from "@/components/format/money";
import { Button } from "@/components/ui/button";
import type { Category } from "@/lib/contract/catalog";
import { useLocale, useT } from "@/lib/messages/t";
import type { Wish } from "../(customer)/catalog/wish";
import { priceOfWish } from "./price-of-wish";

/** The total, how it comes about, and the way to buy. */
export function CounterPrice({ category, wish }: { category: Category; wish: Wish }) {
  const t = useT("landing");
  const catalog = useT("catalog");
  const locale = useLocale();
  const price = priceOfWish(category.tiers ?? [], wish.quantity);
  const here = category.countries?.find(({ code }) => code === wish.country);
  const available = here?.available ?? 0;
  const isShort = available < wish.quantity;
  if (!price) return null;
  const total = moneyText(price.totalUsd, locale);
  const unit = moneyText(price.unitPriceUsd, locale);
  return (
    <div className="flex flex-col border-line bg-accent-weak p-5 max-lg:border-t max-md:p-4 lg:p-6">
      <p className="text-muted">{catalog("total")}</p>
      <p className="mt-1 font-medium text-figure tabular-nums tracking-tight">
        <Money usd={price.totalUsd} />
      </p>
      <p aria-live="polite" className="tabular-nums">
        {catalog("ready", { quantity: wish.quantity, unit, total })}
      </p>
      <p className="mt-1 min-h-5 text-muted">
        {price.next
          ? catalog("nextTier", {
              count: price.next.from,
              saving: moneyText(price.next.savingUsd, locale),
            })
          : catalog("lastTier")}
      </p>
      <div className="mt-auto pt-4">
        {isShort ? (
          <p role="status" className="mb-2 text-warn">
            {catalog("only", { country: here?.name ?? wish.country, available })}
          </p>
        ) : null}
        <Button type="submit" tone="primary" disabled={isShort} className="w-full">
          {t("counter.buy", { count: wish.quantity })}
        </Button>
        <noscript>
          <button type="submit" formAction="/welcome" className="mt-2 w-full py-2 text-accent underline">
            {t("counter.update")}
          </button>
        </noscript>
        <p className="mt-2 text-muted text-sm">{t("counter.next")}</p>
      </div>
    </div>
  );
}
