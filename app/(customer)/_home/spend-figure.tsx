import { Money, moneyText } from "@/components/format/money";
import { Figure } from "@/components/ui/card";
import type { MonthOfSpend } from "@/lib/contract/renewals";
import { intl } from "@/lib/intl";
import { useLocale, useT } from "@/lib/messages/t";

/** What the running month took, and the one before. */
export function SpendFigure({ months }: { months: readonly MonthOfSpend[] | null }) {
  const t = useT("overview");
  const words = useT("common");
  const locale = useLocale();
  const [before, now] = months?.slice(-2) ?? [];
  if (!before || !now) return <Figure label={t("spend.title")}>{words("notYet")}</Figure>;
  const name = ({ month }: MonthOfSpend) =>
    intl.dates(locale, { month: "long", timeZone: "UTC" }).format(new Date(`${month}-01`));
  const note = t("spendBefore", { amount: moneyText(before.spent_usd, locale), month: name(before) });
  return (
    <Figure label={t("spendMonth", { month: name(now) })} note={note}>
      <Money usd={now.spent_usd} />
    </Figure>
  );
}
