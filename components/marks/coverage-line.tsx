import { Money, moneyText } from "@/components/format/money";
import { dateText, Time } from "@/components/format/time";
import { cx } from "@/components/ui/classes";
import { useLocale, useNow, useT } from "@/lib/messages/t";
import { daysUntil, SCALE_DAYS, share } from "./days";
import { DayMarks } from "./lease-bar";

/** One planned renewal, and whether the balance reaches it. */
export interface PlannedRenewal {
  at: string;
  price_usd: string;
  covered: boolean;
  label: string;
}

interface CoverageLineProps {
  renewals: readonly PlannedRenewal[];
  /** The last day that the balance reaches; `null` when it reaches all that is planned. */
  until: string | null;
  now?: string;
  marks?: boolean;
}

/** How far the balance reaches, on the lease bar's scale of days; a tick for each renewal, hollow where money ends. */
export function CoverageLine({ renewals, until, now: given, marks = true }: CoverageLineProps) {
  const t = useT("common");
  const locale = useLocale();
  const requested = useNow();
  const now = given ? new Date(given) : requested;
  const reach = until === null ? SCALE_DAYS : daysUntil(until, now);
  const ticks = renewals.filter((renewal) => daysUntil(renewal.at, now) <= SCALE_DAYS);
  const title = (renewal: PlannedRenewal) =>
    `${renewal.label}: ${moneyText(renewal.price_usd, locale)}, ${dateText(new Date(renewal.at), locale, now)}`;
  return (
    <div>
      <div aria-hidden="true" className="relative h-4">
        <span className="absolute inset-x-0 top-[7px] h-0.5 rounded-full bg-strong" />
        <span
          className="absolute top-[7px] left-0 h-0.5 rounded-full bg-accent"
          style={{ width: share(reach) }}
        />
        {ticks.map((renewal) => (
          <span
            key={`${renewal.at}${renewal.label}`}
            title={title(renewal)}
            className={cx(
              "absolute inset-y-0.5 w-1.5 -translate-x-1/2 rounded-full border-2",
              renewal.covered ? "border-accent bg-accent" : "border-bad bg-surface",
            )}
            style={{ left: share(daysUntil(renewal.at, now)) }}
          />
        ))}
      </div>
      {marks ? <DayMarks /> : null}
      <div className="sr-only">
        <table>
          <caption>{t("coverage.table")}</caption>
          <thead>
            <tr>
              <th>{t("coverage.date")}</th>
              <th>{t("coverage.amount")}</th>
              <th>{t("coverage.state")}</th>
            </tr>
          </thead>
          <tbody>
            {renewals.map((renewal) => (
              <tr key={`${renewal.at}${renewal.label}`}>
                <td>
                  {renewal.label} <Time at={renewal.at} shape="date" now={given} />
                </td>
                <td>
                  <Money usd={renewal.price_usd} />
                </td>
                <td>{t(renewal.covered ? "coverage.covered" : "coverage.short")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
