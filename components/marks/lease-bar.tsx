import { dateText } from "@/components/format/time";
import { cx } from "@/components/ui/classes";
import type { Subscription } from "@/lib/contract/subscriptions";
import { useLocale, useNow, useT } from "@/lib/messages/t";
import { daysUntil, GRACE_DAYS, SCALE_DAYS, share, TERM_DAYS } from "./days";
import { LeaseLegend } from "./lease-legend";

type Lease = Pick<Subscription, "status" | "expires_at" | "auto_renew">;

interface LeaseBarProps {
  lease: Lease;
  /** The business's now, ISO; the request's when absent. */
  now?: string;
  /** Marks of ten days and "today" under the bar, and what its parts mean, for a card. */
  marks?: boolean;
}

const PIECE = "absolute inset-y-0";

/**
 * The days ahead as one thin bar that starts today: paid days filled, what auto-renew adds outlined, grace hatched.
 * The same scale everywhere, so bars in a column compare, and with the coverage line too; days beyond it go on in a
 * second line.
 */
export function LeaseBar({ lease, now: given, marks }: LeaseBarProps) {
  const requested = useNow();
  const now = given ? new Date(given) : requested;
  const left = lease.expires_at ? daysUntil(lease.expires_at, now) : null;
  const label = useLeaseLabel(lease, left, now);
  const running = left !== null && lease.status !== "released";
  const paid = running ? Math.max(0, left) : 0;
  const graceEnd = running ? left + GRACE_DAYS : 0;
  const renews = lease.auto_renew && lease.status === "active";
  return (
    <div className="w-full min-w-24">
      <div role="img" aria-label={label} title={label} className="relative h-1.5 rounded-full bg-line">
        {renews && paid < SCALE_DAYS ? (
          <span
            className={cx(PIECE, "right-0 rounded-r-full border border-accent border-l-0 bg-accent-weak")}
            style={{ left: `max(0px, calc(${share(paid)} - 3px))` }}
          />
        ) : null}
        {!renews && graceEnd > 0 ? (
          <span
            className={cx(PIECE, "hatched rounded-r-full bg-warn-weak")}
            style={{ left: `max(0px, calc(${share(paid)} - 3px))`, right: `calc(100% - ${share(graceEnd)})` }}
          />
        ) : null}
        {paid > 0 ? (
          <span
            className={cx(
              PIECE,
              "left-0 min-w-1.5 rounded-full",
              lease.status === "active" ? "bg-accent" : "bg-faint",
            )}
            style={{ width: share(paid) }}
          />
        ) : null}
      </div>
      {furtherTerms(paid).map((days) => (
        <div key={days} aria-hidden="true" className="mt-0.5 h-1 overflow-hidden rounded-full bg-line">
          <div className="h-full bg-accent" style={{ width: share(days) }} />
        </div>
      ))}
      {marks ? <DayMarks /> : null}
      {marks && running ? (
        <LeaseLegend
          className="mt-1.5"
          parts={[...(paid > 0 ? (["paid"] as const) : []), renews ? "renewal" : "graceMeans"]}
        />
      ) : null}
    </div>
  );
}

/** What is paid beyond the scale, in further lines of the same scale; two at most, the label tells the days. */
function furtherTerms(paid: number): number[] {
  return [paid - SCALE_DAYS, paid - 2 * SCALE_DAYS].filter((days) => days >= 1);
}

/** Today, 10, 20 and 30 days under a bar of the common scale. */
export function DayMarks() {
  const t = useT("common");
  return (
    <div aria-hidden="true" className="relative mt-1 h-4 text-muted text-xs tabular-nums">
      <span>{t("lease.today")}</span>
      {[10, 20, 30].map((days) => (
        <span
          key={days}
          className="absolute -translate-x-1/2 whitespace-nowrap"
          style={{ left: share(days) }}
        >
          {t("lease.dayMark", { days })}
        </span>
      ))}
    </div>
  );
}

function useLeaseLabel(lease: Lease, left: number | null, now: Date): string {
  const t = useT("common");
  const locale = useLocale();
  if (lease.status === "provisioning") return t("lease.preparing");
  if (lease.status === "released" || left === null || !lease.expires_at) return t("lease.none");
  if (left <= 0) {
    const days = Math.max(0, Math.floor(left + GRACE_DAYS));
    return left + GRACE_DAYS > 0 ? t("lease.inGrace", { days }) : t("lease.none");
  }
  const until = t("lease.until", { date: dateText(new Date(lease.expires_at), locale, now) });
  const next = lease.auto_renew
    ? t("lease.renews", { days: TERM_DAYS })
    : t("lease.grace", { days: GRACE_DAYS });
  return `${t("daysLeft", { count: Math.round(left) })}: ${until}, ${next}`;
}
