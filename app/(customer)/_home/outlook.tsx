import { RenewalCalendar } from "@/components/marks/renewal-calendar";
import { SpendChart } from "@/components/marks/spend-chart";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { MonthOfSpend, UpcomingRenewals } from "@/lib/contract/renewals";
import { useT } from "@/lib/messages/t";

interface OutlookProps {
  /** `null` where the deployment does not tell them. */
  renewals: UpcomingRenewals | null;
  spend: readonly MonthOfSpend[] | null;
}

/** The renewals of the coming weeks, and what the last months took, side by side. */
export function Outlook({ renewals, spend }: OutlookProps) {
  const t = useT("overview");
  return (
    <div className="mt-4 grid gap-4 lg:grid-cols-2">
      {renewals ? (
        <Card title={t("calendar.title")}>
          {renewals.items.length ? (
            <RenewalCalendar renewals={renewals.items} now={renewals.as_of} />
          ) : (
            <EmptyState>{t("calendar.none")}</EmptyState>
          )}
        </Card>
      ) : null}
      {spend ? (
        <Card title={t("spend.title")}>
          <SpendChart months={spend} />
        </Card>
      ) : null}
    </div>
  );
}
