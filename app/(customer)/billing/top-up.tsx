import Link from "next/link";
import { moneyText } from "@/components/format/money";
import { Card } from "@/components/ui/card";
import { useLocale, useT } from "@/lib/messages/t";

/** How money comes in today, with the amount that was missing and the way back to what it was missing for. */
export function TopUp({ userId, amount, next }: { userId: number; amount: unknown; next: string }) {
  const t = useT("billing");
  const locale = useLocale();
  const id = `#${userId}`;
  const wanted =
    typeof amount === "string" && /^\d{1,6}\.\d{2}$/.test(amount) ? moneyText(amount, locale) : null;
  return (
    <Card title={t("topUp")}>
      <p className="max-w-[68ch] text-muted">
        {wanted ? t("topUpAmount", { amount: wanted, id }) : t("topUpHow", { id })}
      </p>
      {next === "/" ? null : (
        <Link href={next} className="mt-3 inline-block text-accent">
          {t("back")}
        </Link>
      )}
    </Card>
  );
}
