"use client";

import { clearComplaint } from "@/components/form/act-dialog";
import { TextField } from "@/components/form/text-field";
import { Button, IconButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Input } from "@/components/ui/field";
import { Plus, X } from "@/components/ui/icons";
import { useT } from "@/lib/messages/t";
import type { TypedTier } from "../states";
import { Comparison } from "./comparison";
import { usePrices } from "./use-prices";

/** The tiers as a form: preview, then save. */
export function TierForm({ category, tiers }: { category: string; tiers: TypedTier[] }) {
  const t = useT("operatorPrices");
  const { form, wish, end, isPending, ...prices } = usePrices(category, tiers);
  return (
    <div className="grid items-start gap-8 lg:grid-cols-2">
      <Card>
        <form
          ref={form}
          onInput={(event) => clearComplaint(event.target)}
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            prices.preview();
          }}
        >
          <Tiers tiers={wish.tiers} onChange={prices.changeTier} onRemove={prices.removeTier} />
          <div>
            <Button size="small" onClick={prices.addTier}>
              <Plus />
              {t("addTier")}
            </Button>
          </div>
          <TextField
            name="preview_quantities"
            label={t("quantities")}
            hint={t("quantitiesHint")}
            inputMode="numeric"
            maxLength={400}
            value={wish.quantities}
            onChange={(event) => prices.change({ quantities: event.target.value })}
          />
          <div>
            <Button type="submit" tone={end?.state === "previewed" ? "plain" : "primary"} pending={isPending}>
              {t("preview")}
            </Button>
          </div>
        </form>
      </Card>
      {end?.state === "refused" ? <ErrorPanel failure={end.failure} /> : null}
      {end?.state === "previewed" ? (
        <Comparison rows={end.preview} isPending={isPending} onSave={prices.save} />
      ) : null}
    </div>
  );
}

interface TiersProps {
  tiers: readonly TypedTier[];
  onChange: (index: number, part: Partial<TypedTier>) => void;
  onRemove: (index: number) => void;
}

function Tiers({ tiers, onChange, onRemove }: TiersProps) {
  const t = useT("operatorPrices");
  return (
    <div className="grid grid-cols-[1fr_1fr_auto] items-center gap-2">
      <span aria-hidden="true">{t("from")}</span>
      <span aria-hidden="true">{t("each")}</span>
      <span />
      {tiers.map((tier, index) => (
        <TierRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a tier being typed has no name but its place
          key={index}
          n={index + 1}
          tier={tier}
          onChange={(part) => onChange(index, part)}
          onRemove={() => onRemove(index)}
        />
      ))}
    </div>
  );
}

interface TierRowProps {
  n: number;
  tier: TypedTier;
  onChange: (part: Partial<TypedTier>) => void;
  onRemove: () => void;
}

function TierRow({ n, tier, onChange, onRemove }: TierRowProps) {
  const t = useT("operatorPrices");
  return (
    <>
      <Input
        required
        inputMode="numeric"
        pattern="[0-9]+"
        maxLength={3}
        name={`tiers.${n - 1}.min_quantity`}
        aria-label={t("quantity", { n })}
        value={tier.min_quantity}
        onChange={(event) => onChange({ min_quantity: event.target.value })}
      />
      <Input
        required
        mono
        inputMode="decimal"
        maxLength={12}
        name={`tiers.${n - 1}.unit_price_usd`}
        aria-label={t("unitPrice", { n })}
        value={tier.unit_price_usd}
        onChange={(event) => onChange({ unit_price_usd: event.target.value })}
      />
      <IconButton label={t("removeTier", { n })} disabled={n === 1} onClick={onRemove}>
        <X />
      </IconButton>
    </>
  );
}
