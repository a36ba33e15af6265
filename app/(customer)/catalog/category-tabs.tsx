"use client";

import type { KeyboardEvent } from "react";
import { moneyText } from "@/components/format/money";
import { cx } from "@/components/ui/classes";
import type { Category } from "@/lib/contract/catalog";
import { useLocale, useT } from "@/lib/messages/t";
import { lowestPrice } from "./lowest-price";

interface CategoryTabsProps {
  categories: readonly Category[];
  chosen: Category["category"];
  onChoose: (category: Category["category"]) => void;
}

/** The id of the panel that the tabs switch. */
export const PANEL_ID = "category-panel";

/** The id of a category's tab, which names the panel. */
export function tabId(category: Category["category"]): string {
  return `category-${category}`;
}

/** What is sold, as tabs: each with its kind and its lowest price. Arrows move between them. */
export function CategoryTabs({ categories, chosen, onChoose }: CategoryTabsProps) {
  const t = useT("catalog");
  const common = useT("common");
  const locale = useLocale();
  const tabs = categories.map((onSale) => ({ ...onSale, lowest: lowestPrice(onSale) }));
  const move = (event: KeyboardEvent, index: number) => {
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
    const next = to === undefined ? undefined : categories.at(to % categories.length);
    if (!next) return;
    event.preventDefault();
    onChoose(next.category);
    document.getElementById(tabId(next.category))?.focus();
  };
  return (
    <div role="tablist" aria-label={t("categories")} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {tabs.map(({ category, kind, unit, lowest }, index) => (
        <button
          key={category}
          id={tabId(category)}
          type="button"
          role="tab"
          aria-label={common(`categories.${category}`)}
          aria-describedby={`${tabId(category)}-about`}
          aria-selected={category === chosen}
          aria-controls={PANEL_ID}
          tabIndex={category === chosen ? 0 : -1}
          onClick={() => onChoose(category)}
          onKeyDown={(event) => move(event, index)}
          className={cx(
            "rounded-card border bg-surface p-4 text-left hover:bg-hover",
            category === chosen ? "border-accent outline outline-accent" : "border-line",
          )}
        >
          <span className="block font-medium text-lg">{common(`categories.${category}`)}</span>
          <span id={`${tabId(category)}-about`} className="block text-muted text-sm">
            {t(`kinds.${kind}`)}
            <span className="mt-1 block tabular-nums">
              {lowest === "0.00" ? null : t("from", { price: moneyText(lowest, locale), unit })}
            </span>
          </span>
        </button>
      ))}
    </div>
  );
}
