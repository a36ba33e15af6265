import { moneyText } from "@/components/format/money";
import { dateText } from "@/components/format/time";
import { BarChart } from "@/components/marks/bar-chart";
import { Card } from "@/components/ui/card";
import type { Stats } from "@/lib/contract/admin-watch";
import { useLocale, useNow, useT } from "@/lib/messages/t";
import { parseUsd } from "@/lib/money";

/** A head of two lines moves no bars: the charts of a row stand on one line. */
const BOTTOMS = "flex flex-col justify-between";

/** Revenue, orders and newcomers per day. */
export function Charts({ days }: { days: Stats["days"] }) {
  const t = useT("operator");
  const locale = useLocale();
  const now = useNow();
  const labelled = days.map((day) => ({ ...day, label: dateText(new Date(day.day), locale, now) }));
  const money = labelled.map((day) => ({
    key: day.day,
    label: day.label,
    size: Number(parseUsd(day.revenue_usd)),
    value: moneyText(day.revenue_usd, locale),
  }));
  const counted = (count: (day: Stats["days"][number]) => number) =>
    labelled.map((day) => ({
      key: day.day,
      label: day.label,
      size: count(day),
      value: String(count(day)),
    }));
  const orders = counted((day) => day.purchases + day.renewals);
  const users = counted((day) => day.users_new);
  return (
    <div className="grid gap-6 lg:grid-cols-[2fr_1fr_1fr]">
      <Card className={BOTTOMS} title={t("revenuePerDay")}>
        <Chart caption={t("revenuePerDay")} head={t("amount")} bars={money} />
      </Card>
      <Card className={BOTTOMS} title={t("ordersPerDay")}>
        <Chart caption={t("ordersPerDay")} head={t("count")} bars={orders} />
      </Card>
      <Card className={BOTTOMS} title={t("usersPerDay")}>
        <Chart caption={t("usersPerDay")} head={t("count")} bars={users} />
      </Card>
    </div>
  );
}

function Chart(props: Pick<Parameters<typeof BarChart>[0], "caption" | "bars"> & { head: string }) {
  const t = useT("operator");
  const { caption, head, bars } = props;
  const highest = bars.reduce((most, bar) => (bar.size > most.size ? bar : most), {
    size: 0,
    value: bars[0]?.size === 0 ? bars[0].value : "0",
  });
  return (
    <BarChart
      caption={caption}
      bars={bars}
      heads={[t("day"), head]}
      note={t("most", { value: highest.value })}
    />
  );
}
