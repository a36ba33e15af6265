"use client";

import { useState } from "react";
import { ToldField } from "@/components/form/told-field";
import { Money, moneyText } from "@/components/format/money";
import { useLocale, useT } from "@/lib/messages/t";
import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import { amountOf } from "@/lib/typed-amount";

/** What came in, and the balance before and after it is credited. */
export function ReceivedField(props: { amount: string; balance: string; debt: string }) {
  const { amount, balance, debt } = props;
  const t = useT("operatorDeposits");
  const locale = useLocale();
  const [typed, setTyped] = useState(amount);
  const after = balanceAfter(balance, debt, typed);
  return (
    <>
      <ToldField
        name="received_usd"
        id="received"
        label={t("complete.received")}
        hint={t("complete.receivedHint")}
        mono
        required
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <dl aria-live="polite" className="rounded-control border border-line px-4 py-2">
        <div className="flex justify-between gap-4 py-1">
          <dt className="text-muted">{t("complete.now")}</dt>
          <dd>
            <Money usd={balance} mono />
          </dd>
        </div>
        <div className="flex justify-between gap-4 py-1 font-medium">
          <dt>{t("complete.after")}</dt>
          <dd>{after === null ? "—" : <Money usd={formatUsd(after)} mono />}</dd>
        </div>
      </dl>
      {parseUsd(debt) > 0n ? (
        <p className="text-muted">{t("complete.debtFirst", { debt: moneyText(debt, locale) })}</p>
      ) : null}
    </>
  );
}

/** Money in pays a debt first. `null` while the text is no amount that can have come in. */
function balanceAfter(balance: string, debt: string, typed: string): Usd | null {
  try {
    const received = parseUsd(amountOf(typed));
    const rest = received - parseUsd(debt);
    if (received <= 0n) return null;
    return parseUsd(balance) + (rest > 0n ? rest : 0n);
  } catch {
    return null;
  }
}
