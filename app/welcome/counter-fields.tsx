import { CONTROL } from "@/components/ui/classes";
import { NumberField } from "@/components/ui/number-field";
import { Slider } from "@/components/ui/slider";
import type { Category } from "@/lib/contract/catalog";
import { useT } from "@/lib/messages/t";
import type { Wish } from "../(customer)/catalog/wish";

interface CounterFieldsProps {
  categories: readonly Category[];
  category: Category;
  wish: Wish;
  max: number;
  onCategory: (category: Category["category"]) => void;
  onWish: (wish: Wish) => void;
}

/** What, where and how many. Plain controls: this page weighs what strangers wait for. */
export function CounterFields({ categories, category, wish, max, onCategory, onWish }: CounterFieldsProps) {
  const t = useT("catalog");
  const common = useT("common");
  const setQuantity = (quantity: number) => onWish({ ...wish, quantity });
  return (
    <div className="grid content-start gap-4 p-5 max-md:p-4 lg:p-6">
      <fieldset>
        <legend className="sr-only">{t("categories")}</legend>
        <div className="flex gap-1 rounded-control bg-hover p-0.5">
          {categories.map((one) => (
            <label
              key={one.category}
              className="flex h-8 grow cursor-pointer items-center justify-center rounded-[5px] px-3 text-muted has-checked:bg-raised has-checked:font-medium has-checked:text-text has-checked:outline has-checked:outline-strong has-focus-visible:outline-2 has-focus-visible:outline-accent max-md:h-10"
            >
              <input
                type="radio"
                name="category"
                value={one.category}
                checked={one.category === wish.category}
                onChange={() => onCategory(one.category)}
                className="sr-only"
              />
              {common(`categories.${one.category}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div>
        <label htmlFor="country" className="mb-1.5 block font-medium">
          {t("country")}
        </label>
        <select
          id="country"
          name="country"
          value={wish.country}
          onChange={(event) => onWish({ ...wish, country: event.target.value })}
          className={CONTROL}
        >
          {category.countries?.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor="quantity" className="mb-1.5 block font-medium">
          {t("quantity")}
        </label>
        <div className="flex items-center gap-4">
          <Slider
            aria-label={t("slider")}
            min={1}
            max={max}
            value={wish.quantity}
            onChange={(event) => setQuantity(Number(event.target.value))}
          />
          <NumberField
            id="quantity"
            name="quantity"
            value={wish.quantity}
            min={1}
            max={max}
            onValue={setQuantity}
            className="w-40 shrink-0"
          />
        </div>
      </div>
    </div>
  );
}
