"use client";

import { TextField } from "@/components/form/text-field";
import { Button, IconButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Complaint, describe, Input } from "@/components/ui/field";
import { Plus, X } from "@/components/ui/icons";
import type { Pricing } from "@/lib/contract/admin-shop";
import { useT } from "@/lib/messages/t";
import type { TypedTier } from "../states";
import { Comparison } from "./comparison";
import type { Complaints } from "./complaints";
import { usePrices } from "./use-prices";

interface TierFormProps {
  category: string;
  unit: Pricing["unit"];
  tiers: TypedTier[];
}

/** The tiers as a form: preview, then save. */
export function TierForm({ category, unit, tiers }: TierFormProps) {
  const t = useT("operatorPrices");
  const { form, wish, complaints, preview, failure, isPending, ...prices } = usePrices(category, tiers);
  return (
    <div className="grid items-start gap-8 lg:grid-cols-2">
      <Card>
        <form
          ref={form}
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            prices.compare();
          }}
        >
          <Tiers
            unit={unit}
            tiers={wish.tiers}
            complaints={complaints}
            onChange={prices.changeTier}
            onRemove={prices.removeTier}
          />
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
            error={complaints.preview_quantities}
            inputMode="numeric"
            maxLength={400}
            value={wish.quantities}
            onChange={(event) => prices.changeQuantities(event.target.value)}
          />
          <div>
            <Button type="submit" tone={preview ? "plain" : "primary"} pending={isPending}>
              {t("preview")}
            </Button>
          </div>
        </form>
      </Card>
      {failure ? <ErrorPanel failure={failure} /> : null}
      {preview ? <Comparison rows={preview} isPending={isPending} onSave={prices.save} /> : null}
    </div>
  );
}

interface TiersProps {
  unit: Pricing["unit"];
  tiers: readonly TypedTier[];
  complaints: Complaints;
  onChange: (index: number, part: Partial<TypedTier>) => void;
  onRemove: (index: number) => void;
}

function Tiers({ unit, tiers, complaints, onChange, onRemove }: TiersProps) {
  const t = useT("operatorPrices");
  return (
    <div className="grid grid-cols-[1fr_1fr_auto] items-start gap-2">
      <span aria-hidden="true">{t("from")}</span>
      <span aria-hidden="true">{t(`each.${unit}`)}, $</span>
      <span />
      {tiers.map((tier, index) => (
        <TierRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a tier being typed has no name but its place
          key={index}
          n={index + 1}
          tier={tier}
          complaints={complaints}
          onChange={(part) => onChange(index, part)}
          onRemove={() => onRemove(index)}
        />
      ))}
      {complaints.tiers ? (
        <div className="col-span-3">
          <Complaint id="tiers">{complaints.tiers}</Complaint>
        </div>
      ) : null}
    </div>
  );
}

interface TierRowProps {
  n: number;
  tier: TypedTier;
  complaints: Complaints;
  onChange: (part: Partial<TypedTier>) => void;
  onRemove: () => void;
}

function TierRow({ n, tier, complaints, onChange, onRemove }: TierRowProps) {
  const t = useT("operatorPrices");
  return (
    <>
      <TierInput
        name={`tiers.${n - 1}.min_quantity`}
        complaints={complaints}
        inputMode="numeric"
        maxLength={3}
        aria-label={t("quantity", { n })}
        value={tier.min_quantity}
        onChange={(event) => onChange({ min_quantity: event.target.value })}
      />
      <TierInput
        name={`tiers.${n - 1}.unit_price_usd`}
        complaints={complaints}
        mono
        inputMode="decimal"
        maxLength={12}
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

type TierInputProps = Parameters<typeof Input>[0] & { name: string; complaints: Complaints };

/** One control of a tier with what is wrong with it; with the tiers as a whole, the quantities are. */
function TierInput({ name, complaints, ...rest }: TierInputProps) {
  const error = complaints[name] ?? null;
  return (
    <div className="flex flex-col gap-1">
      <Input {...rest} {...describe(name, { error })} name={name} required autoComplete="off" />
      {error ? <Complaint id={name}>{error}</Complaint> : null}
    </div>
  );
}
