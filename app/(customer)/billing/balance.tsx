import { Money, moneyText } from "@/components/format/money";
import { Card, Figure } from "@/components/ui/card";
import { Lacking } from "@/components/ui/lacking";
import { readOffered } from "@/lib/client";
import { getBalance } from "@/lib/contract/users";
import { getLocale, getT } from "@/lib/messages/server";

/** What can be spent, and what is set aside or owed. */
export async function Balance({ userId }: { userId: number }) {
  const [t, locale, balance] = await Promise.all([
    getT("billing"),
    getLocale(),
    readOffered(getBalance, { params: { user_id: String(userId) } }),
  ]);
  if (!balance) {
    return (
      <Card>
        <Lacking what="balance" />
      </Card>
    );
  }
  const note = balance.debt_usd
    ? t("debt", { amount: moneyText(balance.debt_usd, locale) })
    : balance.held_usd === "0.00"
      ? undefined
      : t("held", { amount: moneyText(balance.held_usd, locale) });
  return (
    <Card className="md:w-72 md:shrink-0 md:self-start">
      <Figure label={t("balance")} note={note}>
        <Money usd={balance.balance_usd} />
      </Figure>
    </Card>
  );
}
