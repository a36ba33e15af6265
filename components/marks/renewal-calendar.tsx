import { Money, moneyText } from "@/components/format/money";
import { dateText, Time } from "@/components/format/time";
import { cx } from "@/components/ui/classes";
import { Badge, type Tone } from "@/components/ui/status";
import type { PlannedRenewal } from "@/lib/contract/renewals";
import { useLocale, useT } from "@/lib/messages/t";
import { formatUsd, parseUsd } from "@/lib/money";
import { chargedAt, daysUntil, SCALE_DAYS, share } from "./days";
import { DayMarks } from "./lease-bar";

interface RenewalCalendarProps {
  /** Soonest first. */
  renewals: readonly PlannedRenewal[];
  /** The business's now, ISO. */
  now: string;
}

type State = PlannedRenewal["state"];

interface Day {
  at: string;
  count: number;
  cents: bigint;
  state: State;
}

/** The worst first. */
const ORDER: readonly State[] = ["failed", "short", "waiting_for_yes", "covered"];
const TONES: Record<State, Tone> = { failed: "bad", short: "warn", waiting_for_yes: "warn", covered: "good" };
const LISTED = 6;

/** What will be charged on which day: bars on the lease bar's scale, and the nearest days as a table. */
export function RenewalCalendar({ renewals, now }: RenewalCalendarProps) {
  const t = useT("overview");
  const days = daysOf(renewals);
  return (
    <>
      <p className="mb-2 text-muted text-sm">{t("calendar.when")}</p>
      <DayBars days={days} now={now} />
      <DayMarks />
      <table className="mt-3 w-full text-sm">
        <caption className="sr-only">{t("calendar.title")}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t("calendar.day")}</th>
            <th scope="col">{t("calendar.state")}</th>
            <th scope="col">{t("calendar.amount")}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {days.slice(0, LISTED).map((day) => (
            <tr key={day.at}>
              <td className="py-1.5">
                <Time at={day.at} shape="date" now={now} />{" "}
                <span className="text-muted">{t("calendar.count", { count: day.count })}</span>
              </td>
              <td className="px-2">
                <Badge tone={TONES[day.state]}>{t(`calendar.states.${day.state}`)}</Badge>
              </td>
              <td className="text-right">
                <Money usd={formatUsd(day.cents)} mono />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {days.length > LISTED ? (
        <p className="mt-2 text-muted text-sm">{t("calendar.more", { count: days.length - LISTED })}</p>
      ) : null}
    </>
  );
}

function DayBars({ days, now }: { days: readonly Day[]; now: string }) {
  const locale = useLocale();
  const instant = new Date(now);
  const shown = days.filter(({ at }) => daysUntil(at, instant) <= SCALE_DAYS);
  const most = highest(shown.map(({ cents }) => cents));
  return (
    <div aria-hidden="true" className="relative h-16 border-line border-b">
      {shown.map(({ at, cents, state }) => (
        <span
          key={at}
          title={`${dateText(new Date(at), locale, instant)}: ${moneyText(formatUsd(cents), locale)}`}
          className={cx(
            "absolute bottom-0 w-2 min-h-1 -translate-x-1/2 rounded-t-[2px] border border-b-0",
            state === "covered" && "border-accent bg-accent",
            state === "failed" && "border-bad bg-bad",
            (state === "short" || state === "waiting_for_yes") && "border-warn bg-warn-weak",
          )}
          style={{ left: share(daysUntil(at, instant)), height: `${(cents * 100n) / most}%` }}
        />
      ))}
    </div>
  );
}

/** Not less than a cent, so that it divides. */
function highest(amounts: readonly bigint[]): bigint {
  return amounts.reduce((top, cents) => {
    if (cents > top) return cents;
    return top;
  }, 1n);
}

/** Charges of one UTC day together. */
function daysOf(renewals: readonly PlannedRenewal[]): Day[] {
  const days = new Map<string, Day>();
  for (const { expires_at, price_usd, state } of renewals) {
    const at = chargedAt(expires_at);
    const name = at.slice(0, 10);
    const day = days.get(name) ?? { at, count: 0, cents: 0n, state: "covered" };
    day.count += 1;
    day.cents += parseUsd(price_usd);
    if (ORDER.indexOf(state) < ORDER.indexOf(day.state)) day.state = state;
    days.set(name, day);
  }
  return [...days.values()];
}
