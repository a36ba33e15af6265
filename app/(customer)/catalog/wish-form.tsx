"use client";

import { TierStair } from "@/components/marks/tier-stair";
import { Card } from "@/components/ui/card";
import { describe, Field, Select } from "@/components/ui/field";
import { NumberField } from "@/components/ui/number-field";
import { Slider } from "@/components/ui/slider";
import type { Category } from "@/lib/contract/catalog";
import { COUNTRY_CODES, countryName } from "@/lib/countries";
import { useLocale, useT } from "@/lib/messages/t";
import type { Wish } from "./wish";

interface WishFormProps {
  category: Category;
  wish: Wish;
  max: number;
  onWish: (wish: Wish) => void;
}

/** Where and how many, with the stair of prices under it. */
export function WishForm({ category, wish, max, onWish }: WishFormProps) {
  const t = useT("catalog");
  const locale = useLocale();
  const setQuantity = (quantity: number) => onWish({ ...wish, quantity });
  return (
    <Card title={t("choice")}>
      <div className="grid gap-5">
        <Field id="country" label={t("country")}>
          <Select
            {...describe("country", {})}
            value={wish.country}
            onChange={(event) => onWish({ ...wish, country: event.target.value })}
          >
            {countriesWith(category, wish.country).map(({ code, available }) => (
              <option key={code} value={code}>
                {available === null
                  ? countryName(code, locale)
                  : t("countryOption", { country: countryName(code, locale), count: available })}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="quantity" label={t("quantity")} hint={t("quantityHint", { max })}>
          <div className="flex items-center gap-4 max-md:flex-col max-md:items-stretch max-md:gap-2">
            <Slider
              aria-label={t("slider")}
              min={1}
              max={max}
              value={wish.quantity}
              onChange={(event) => setQuantity(Number(event.target.value))}
            />
            <NumberField
              {...describe("quantity", { hint: true })}
              value={wish.quantity}
              min={1}
              max={max}
              onValue={setQuantity}
              className="w-44 shrink-0 max-md:w-full"
            />
          </div>
        </Field>
        {category.tiers ? (
          <TierStair tiers={category.tiers} quantity={wish.quantity} unit={category.unit} max={max} />
        ) : null}
      </div>
    </Card>
  );
}

interface Choice {
  code: string;
  /** `null`: not told. */
  available: number | null;
}

/** The category's countries, one that has just sold out while it is picked; all of the world's where none are told. */
function countriesWith({ countries }: Category, picked: string): readonly Choice[] {
  if (!countries) return COUNTRY_CODES.map((code) => ({ code, available: null }));
  const known = countries.some(({ code }) => code === picked);
  return known ? countries : [{ code: picked, available: 0 }, ...countries];
}
