import { Money, moneyText } from "@/components/format/money";
import type { MonthOfSpend } from "@/lib/contract/renewals";
import { intl } from "@/lib/intl";
import { useLocale, useT } from "@/lib/messages/t";
import { parseUsd } from "@/lib/money";

const HEIGHT = 96;
const STEP = 60;
const BAR = 32;

/** Spend per month as bars, oldest first; a table for screen readers. */
export function SpendChart({ months }: { months: readonly MonthOfSpend[] }) {
  const t = useT("overview");
  const locale = useLocale();
  const name = (month: string, length: "short" | "long") =>
    intl.dates(locale, { month: length, timeZone: "UTC" }).format(new Date(`${month}-01`));
  const spent = months.map(({ spent_usd }) => parseUsd(spent_usd));
  const most = highest(spent);
  const heightOf = (cents: bigint) => (cents > 0n ? Number((cents * BigInt(HEIGHT - 2)) / most) + 2 : 0);
  return (
    <>
      <div aria-hidden="true">
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${months.length * STEP} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-24 w-full border-line border-b"
        >
          {months.map(({ month, spent_usd }, index) => {
            const height = heightOf(spent[index] ?? 0n);
            return (
              <rect
                key={month}
                x={index * STEP + (STEP - BAR) / 2}
                y={HEIGHT - height}
                width={BAR}
                height={height}
                className={index === months.length - 1 ? "fill-accent" : "fill-faint"}
              >
                <title>{`${name(month, "long")}: ${moneyText(spent_usd, locale)}`}</title>
              </rect>
            );
          })}
        </svg>
        <div className="mt-1 flex text-center text-muted text-xs">
          {months.map(({ month, spent_usd }) => (
            <span key={month} className="min-w-0 flex-1">
              {name(month, "short")}
              <span className="block text-text max-md:hidden">
                <Money usd={spent_usd} />
              </span>
            </span>
          ))}
        </div>
      </div>
      <div className="sr-only">
        <table>
          <caption>{t("spend.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("spend.month")}</th>
              <th scope="col">{t("spend.amount")}</th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, spent_usd }) => (
              <tr key={month}>
                <th scope="row">{name(month, "long")}</th>
                <td>
                  <Money usd={spent_usd} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Not less than a cent, so that it divides. */
function highest(amounts: readonly bigint[]): bigint {
  return amounts.reduce((top, cents) => {
    if (cents > top) return cents;
    return top;
  }, 1n);
}
