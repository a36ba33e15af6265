import { Money, moneyText } from "@/components/format/money";
import type { Tier } from "@/lib/contract/catalog";
import { useLocale, useT } from "@/lib/messages/t";
import { parseUnitPrice } from "@/lib/money";

interface TierStairProps {
  tiers: readonly Tier[];
  quantity: number;
  unit: "IP" | "GB";
  max?: number;
}

interface Step {
  tier: Tier;
  left: number;
  right: number;
  top: number;
}

/** Unit price over quantity as a stair, quantities on a logarithmic axis; the dot is yours, the dashes lead to the next step. */
export function TierStair({ tiers, quantity, unit, max = 500 }: TierStairProps) {
  const t = useT("common");
  const locale = useLocale();
  const steps = stepsOf(tiers, max);
  const at = steps.findLastIndex((step) => step.tier.min_quantity <= quantity);
  const here = steps[at];
  const next = steps[at + 1];
  if (!here) return null;
  const dot = Math.min(across(quantity, max), 100);
  const price = (step: Step) => moneyText(step.tier.unit_price_usd, locale);
  return (
    <figure>
      <figcaption className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{t("tiers.yours", { quantity, price: price(here) })}</span>
        <span className={next ? "text-accent" : "text-muted"}>
          {next
            ? t("tiers.next", { quantity: next.tier.min_quantity, price: price(next) })
            : t("tiers.least")}
        </span>
      </figcaption>
      <div aria-hidden="true" className="relative mx-1.5 h-24">
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          <title>{t("tiers.title", { unit })}</title>
          <path d={`${outline(steps)}V100H0Z`} className="fill-accent-weak" />
          <path d="M0 100H100" className="fill-none stroke-strong" vectorEffect="non-scaling-stroke" />
          <path
            d={outline(steps)}
            className="fill-none stroke-2 stroke-accent"
            vectorEffect="non-scaling-stroke"
          />
          {next ? (
            <path
              d={`M${dot} ${here.top}V${next.top}H${next.left}`}
              className="fill-none stroke-accent"
              strokeDasharray="3 3"
              vectorEffect="non-scaling-stroke"
            />
          ) : null}
        </svg>
        <span
          className="absolute size-3 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-surface bg-accent outline-2 outline-accent"
          style={{ left: `${dot}%`, top: `${here.top}%` }}
        />
      </div>
      <StairAxis steps={steps} />
      <StairTable steps={steps} label={t("tiers.title", { unit })} />
    </figure>
  );
}

function StairAxis({ steps }: { steps: Step[] }) {
  return (
    <div aria-hidden="true" className="relative mx-1.5 mt-1 h-4 text-muted text-xs tabular-nums">
      {steps.map((step) => (
        <span
          key={step.tier.min_quantity}
          className={`absolute ${step.left ? "-translate-x-1/2" : ""}`}
          style={{ left: `${step.left}%` }}
        >
          {step.tier.min_quantity}
        </span>
      ))}
    </div>
  );
}

function StairTable({ steps, label }: { steps: Step[]; label: string }) {
  const t = useT("common");
  return (
    <div className="sr-only">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th>{t("tiers.from")}</th>
            <th>{t("tiers.price")}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.tier.min_quantity}>
              <td>{step.tier.min_quantity}</td>
              <td>
                <Money usd={step.tier.unit_price_usd} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where each tier lies on a canvas of 100 × 100. Prices become pixels here, never money again. */
function stepsOf(tiers: readonly Tier[], max: number): Step[] {
  const prices = tiers.map((tier) => Number(parseUnitPrice(tier.unit_price_usd)));
  const highest = Math.max(...prices);
  const span = highest - Math.min(...prices) || 1;
  return tiers.map((tier, index) => ({
    tier,
    left: across(tier.min_quantity, max),
    right: across(tiers[index + 1]?.min_quantity ?? max, max),
    top: 8 + (70 * (highest - (prices[index] ?? highest))) / span,
  }));
}

function across(quantity: number, max: number): number {
  return Math.round((10_000 * Math.log(Math.max(1, quantity))) / Math.log(max)) / 100;
}

function outline(steps: Step[]): string {
  return steps.map((step, index) => `${index ? "V" : `M${step.left} `}${step.top}H${step.right}`).join("");
}
