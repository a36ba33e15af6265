import { Money, moneyText } from "@/components/format/money";
import type { Category } from "@/lib/contract/catalog";
import { useLocale, useT } from "@/lib/messages/t";

/** What is sold and its price per unit, from the live catalog; nothing where it is not known. */
export function Prices({ categories }: { categories: readonly Category[] }) {
  const t = useT("landing");
  const common = useT("common");
  const locale = useLocale();
  if (!categories.length) return null;
  return (
    <section aria-labelledby="prices">
      <h2 id="prices" className="sr-only">
        {t("prices")}
      </h2>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
        {categories.map(({ category, kind, unit, tiers = [], sample_price_usd }) => {
          const best = tiers.at(-1);
          return (
            <div key={category} className="bg-surface px-5 py-3 max-md:px-4">
              <dt className="text-muted">
                {t("priceUnit", {
                  category: common(`categories.${category}`),
                  unit: common(`units.${unit}`),
                })}
              </dt>
              <dd className="mt-0.5 flex flex-wrap items-baseline gap-x-3">
                <Money usd={tiers[0]?.unit_price_usd ?? sample_price_usd} className="font-medium text-lg" />
                {best && best.min_quantity > 1 ? (
                  <span className="text-muted text-sm tabular-nums">
                    {t("best", {
                      price: moneyText(best.unit_price_usd, locale),
                      quantity: best.min_quantity,
                    })}
                  </span>
                ) : null}
                {kind === "rotating" ? <span className="text-muted text-sm">{t("onRequest")}</span> : null}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
