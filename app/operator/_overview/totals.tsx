import { Money } from "@/components/format/money";
import { Card, Figure } from "@/components/ui/card";
import type { Stats } from "@/lib/contract/admin-watch";
import { useT } from "@/lib/messages/t";

/** The sums of the range. */
export function Totals({ totals }: { totals: Stats["totals"] }) {
  const t = useT("operator");
  const { purchases, renewals, refunds } = totals;
  return (
    <div className="grid grid-cols-2 gap-6 max-md:gap-3 lg:grid-cols-4">
      <Card>
        <Figure label={t("revenue")} note={t("revenueNote", { purchases, renewals })}>
          <Money usd={totals.revenue_usd} />
        </Figure>
      </Card>
      <Card>
        <Figure label={t("refunds")} note={t("refundsNote", { refunds })}>
          <Money usd={totals.refunds_usd} />
        </Figure>
      </Card>
      <Card>
        <Figure label={t("users")} note={t("usersNote", { users: totals.users_new })}>
          {totals.users_active}
        </Figure>
      </Card>
      <Card>
        <Figure label={t("failed")} note={t("failedNote")}>
          {totals.orders_failed}
        </Figure>
      </Card>
    </div>
  );
}
