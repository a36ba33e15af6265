"use client";

import { moneyText } from "@/components/format/money";
import { providerText } from "@/components/format/payment";
import type { PaymentProviderCard } from "@/lib/contract/deposits";
import { useLocale, useT } from "@/lib/messages/t";

interface ProviderChoiceProps {
  providers: readonly PaymentProviderCard[];
  chosen: string;
  onChoose: (provider: string) => void;
  error: string | null;
}

/** The ways to pay, each with its fee. */
export function ProviderChoice({ providers, chosen, onChoose, error }: ProviderChoiceProps) {
  const t = useT("billing");
  const words = useT("common");
  return (
    <fieldset aria-describedby={error ? "provider-error" : undefined}>
      <legend className="mb-1.5 font-medium">{t("topUp.provider")}</legend>
      <div className="grid gap-2">
        {providers.map((provider) => (
          <label
            key={provider.provider}
            className="flex cursor-pointer items-start gap-3 rounded-control border border-line px-3 py-2.5 hover:bg-hover has-checked:border-accent has-checked:bg-accent-weak"
          >
            <input
              type="radio"
              name="provider"
              value={provider.provider}
              checked={provider.provider === chosen}
              onChange={() => onChoose(provider.provider)}
              aria-invalid={error ? true : undefined}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 grow">
              {providerText(words, provider.provider, provider.label)}
              {provider.by_hand ? (
                <span className="block text-muted text-sm">{t("topUp.byHand")}</span>
              ) : null}
            </span>
            <FeeText provider={provider} />
          </label>
        ))}
      </div>
      {error ? (
        <p id="provider-error" role="alert" className="mt-1.5 text-bad text-sm">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

function FeeText({ provider }: { provider: PaymentProviderCard }) {
  const t = useT("billing");
  const locale = useLocale();
  const hasPercent = /[1-9]/.test(provider.fee_percent);
  const hasFixed = /[1-9]/.test(provider.fee_fixed_usd);
  const percent = locale === "ru" ? provider.fee_percent.replace(".", ",") : provider.fee_percent;
  const fixed = moneyText(provider.fee_fixed_usd, locale);
  const words =
    hasPercent && hasFixed
      ? t("topUp.fee", { percent, fixed })
      : hasPercent
        ? t("topUp.feePercent", { percent })
        : hasFixed
          ? t("topUp.feeFixed", { fixed })
          : t("topUp.noFee");
  return <span className="shrink-0 text-right text-muted text-sm tabular-nums">{words}</span>;
}
