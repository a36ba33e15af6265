import { Money, moneyText } from "@/components/format/money";
import { Card, Figure } from "@/components/ui/card";
import { read } from "@/lib/client";
import { getBalance } from "@/lib/contract/users";
import { getLocale, getT } from "@/lib/messages/server";

/** What can be spent, and what is set aside or owed. */
export async function Balance({ userId }: { userId: number }) {
  const [t, locale, balance] = await Promise.all([
    getT("billing"),
    getLocale(),
    read(getBalance, { params: { user_id: String(userId) } }),
  ]);
  const note = balance.debt_usd
    ? t("debt", { amount: moneyText(balance.debt_usd, locale) })
    : t("held", { amount: moneyText(balance.held_usd, locale) });
  return (
    <Card className="md:w-72 md:shrink-0 md:self-start">
      <Figure label={t("balance")} note={note}>
        <Money usd={balance.balance_usd} />
      </Figure>
    </Card>
  );
}
