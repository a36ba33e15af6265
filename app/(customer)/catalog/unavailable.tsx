"use client";

import { Button } from "@/components/ui/button";
import type { Category } from "@/lib/contract/catalog";
import { countryName } from "@/lib/countries";
import { useLocale, useT } from "@/lib/messages/t";
import type { Wish } from "./wish";

const MOST_OFFERS = 3;

/** What cannot be had, and what can: fewer here, or as many elsewhere. */
export function Unavailable(props: { category: Category; wish: Wish; onWish: (wish: Wish) => void }) {
  const { category, wish, onWish } = props;
  const t = useT("catalog");
  const locale = useLocale();
  const countries = category.countries ?? [];
  const here = countries.find(({ code }) => code === wish.country)?.available ?? 0;
  const elsewhere = countries
    .filter(({ code, available }) => code !== wish.country && available >= wish.quantity)
    .sort((a, b) => b.available - a.available)
    .slice(0, MOST_OFFERS);
  const country = countryName(wish.country, locale);
  return (
    <div role="status" className="my-2 rounded-card border border-warn/40 bg-warn-weak p-4">
      <p className="font-medium">{t("unavailable", { count: wish.quantity, country })}</p>
      {here < wish.quantity ? <p className="mt-1">{t("only", { country, available: here })}</p> : null}
      {here > 0 && here < wish.quantity ? (
        <Button size="small" className="mt-2" onClick={() => onWish({ ...wish, quantity: here })}>
          {t("take", { count: here })}
        </Button>
      ) : null}
      <p className="mt-2 text-muted">{t(elsewhere.length ? "elsewhere" : "nowhere")}</p>
      <div className="mt-1 flex flex-wrap gap-2">
        {elsewhere.map(({ code, available }) => (
          <Button key={code} size="small" onClick={() => onWish({ ...wish, country: code })}>
            {t("takeIn", { country: countryName(code, locale), count: available })}
          </Button>
        ))}
      </div>
    </div>
  );
}
