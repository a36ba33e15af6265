import { Money, moneyText } from "@/components/format/money";
import type { PublicPrice } from "@/lib/client/prices";
import { useLocale, useT } from "@/lib/messages/t";

/** What is sold and its price per unit, from the live catalog; nothing where it is not known. */
export function Prices({ prices }: { prices: readonly PublicPrice[] }) {
  const t = useT("landing");
  const common = useT("common");
  const locale = useLocale();
  if (!prices.length) return null;
  return (
    <section aria-labelledby="prices">
      <h2 id="prices" className="text-lg">
        {t("prices")}
      </h2>
      <dl className="mt-2 grid gap-x-8 border-line border-t sm:grid-cols-2">
        {prices.map(({ category, unit, unitPriceUsd, bestPriceUsd, bestFrom }) => (
          <div
            key={category}
            className="flex flex-wrap items-baseline justify-between gap-x-4 border-line border-b py-2"
          >
            <dt>
              {t("priceUnit", {
                category: common(`categories.${category}`),
                unit: common(`units.${unit}`),
              })}
            </dt>
            <dd className="text-right">
              <Money usd={unitPriceUsd} mono />
              {bestFrom > 1 ? (
                <span className="ml-3 text-muted">
                  {t("best", { price: moneyText(bestPriceUsd, locale), quantity: bestFrom })}
                </span>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
