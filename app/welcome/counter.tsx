"use client";

import { useState } from "react";
import { TierStair } from "@/components/marks/tier-stair";
import type { Category } from "@/lib/contract/catalog";
import { useT } from "@/lib/messages/t";
import { pickCountry } from "../(customer)/catalog/pick-country";
import type { Wish } from "../(customer)/catalog/wish";
import { CounterFields } from "./counter-fields";
import { CounterPrice } from "./counter-price";

interface CounterProps {
  /** What can be bought, at least one; the first is the usual one. */
  categories: readonly Category[];
  wish: Wish;
  max: number;
}

/**
 * The shop's counter for who has no account yet: pick, see the real price at once, buy. A plain form, so that it works
 * without JavaScript; buying leads through sign-up or sign-in to the checkout of this very choice.
 */
export function Counter({ categories, wish: first, max }: CounterProps) {
  const t = useT("landing");
  const [wish, setWish] = useState(first);
  const category = categories.find((one) => one.category === wish.category) ?? categories[0];
  const choose = (next: Category["category"]) => {
    const found = categories.find((one) => one.category === next);
    setWish((now) => ({ ...now, category: next, country: pickCountry(found, now.country) }));
  };
  if (!category) return null;
  return (
    <form
      action="/catalog"
      aria-label={t("counter.title")}
      className="grid overflow-hidden rounded-card border border-line bg-surface lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_320px]"
    >
      <input type="hidden" name="checkout" value="1" />
      <CounterFields
        categories={categories}
        category={category}
        wish={wish}
        max={max}
        onCategory={choose}
        onWish={setWish}
      />
      <div className="px-5 pb-5 max-md:px-4 lg:border-line lg:border-l lg:p-6">
        {category.tiers ? (
          <TierStair tiers={category.tiers} quantity={wish.quantity} unit={category.unit} max={max} />
        ) : null}
      </div>
      <CounterPrice category={category} wish={wish} />
    </form>
  );
}
