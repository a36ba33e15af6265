import { moneyText } from "@/components/format/money";
import { dateText } from "@/components/format/time";
import { ButtonLink } from "@/components/ui/button";
import { CircleHelp, TriangleAlert } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { PlannedRenewal, UpcomingRenewals } from "@/lib/contract/renewals";
import { useLocale, useT } from "@/lib/messages/t";

interface NoticesProps {
  renewals: UpcomingRenewals;
  nameOf: (renewal: PlannedRenewal) => string;
}

/** What can't wait: a renewal that lacked money, and prices that are not charged without a yes. */
export function Notices({ renewals, nameOf }: NoticesProps) {
  const t = useT("overview");
  const locale = useLocale();
  const { as_of, items, shortfall_usd: shortfall, top_up_by: by } = renewals;
  const failed = items.filter(({ state }) => state === "failed");
  const waiting = items.filter(({ state }) => state === "waiting_for_yes");
  if (!waiting.length && !(failed.length && by)) return null;
  return (
    <ul aria-label={t("notices.title")} className="mb-4 grid gap-3">
      {failed.length && by ? (
        <li className="flex flex-wrap items-center gap-3 rounded-card border border-bad/40 bg-bad-weak px-4 py-3">
          <TriangleAlert className="size-4 shrink-0 text-bad" />
          <p className="min-w-48 flex-1">
            {t("notices.failed", {
              count: failed.length,
              amount: moneyText(shortfall, locale),
              date: dateText(new Date(by), locale, new Date(as_of)),
            })}
          </p>
          <ButtonLink href={`/billing?amount=${shortfall}`} tone="primary" size="small">
            {t("notices.topUp", { amount: moneyText(shortfall, locale) })}
          </ButtonLink>
        </li>
      ) : null}
      {waiting.map((renewal) => (
        <li
          key={renewal.subscription_id}
          className="flex flex-wrap items-center gap-3 rounded-card border border-warn/40 bg-warn-weak px-4 py-3"
        >
          <CircleHelp className="size-4 shrink-0 text-warn" />
          <p className="min-w-48 flex-1">
            {t("notices.waiting", {
              name: nameOf(renewal),
              amount: moneyText(renewal.price_usd, locale),
              date: dateText(new Date(renewal.expires_at), locale, new Date(as_of)),
            })}
          </p>
          <Link
            href={`/subscriptions/${renewal.subscription_id}`}
            className="py-1 text-text underline hover:no-underline"
          >
            {t("notices.decide")}
          </Link>
        </li>
      ))}
    </ul>
  );
}
