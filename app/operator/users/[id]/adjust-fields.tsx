"use client";

import { useState } from "react";
import { ReasonField } from "@/components/form/reason-field";
import { ToldField } from "@/components/form/told-field";
import { Money, moneyText } from "@/components/format/money";
import { useLocale, useT } from "@/lib/messages/t";
import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import { amountOf } from "@/lib/typed-amount";

/** Amount and reason of an adjustment, with the balance before and after it. */
export function AdjustFields({ balance, debt }: { balance: string; debt: string }) {
  const t = useT("operatorUsers");
  const locale = useLocale();
  const [typed, setTyped] = useState("");
  const after = balanceAfter(balance, debt, typed);
  return (
    <>
      <ToldField
        name="amount_usd"
        id="adjust-amount"
        label={t("adjust.amount")}
        hint={t("adjust.hint")}
        mono
        required
        inputMode="decimal"
        autoComplete="off"
        placeholder="5.00"
        data-first-focus
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ReasonField label={t("adjust.reason")} />
      <dl aria-live="polite" className="rounded-control border border-line px-4 py-2">
        <div className="flex justify-between gap-4 py-1">
          <dt className="text-muted">{t("adjust.now")}</dt>
          <dd>
            <Money usd={balance} mono />
          </dd>
        </div>
        <div className="flex justify-between gap-4 py-1 font-medium">
          <dt>{t("adjust.after")}</dt>
          <dd>{after === null ? "—" : <Money usd={formatUsd(after)} mono />}</dd>
        </div>
      </dl>
      {parseUsd(debt) > 0n ? (
        <p className="text-muted">{t("adjust.debtFirst", { debt: moneyText(debt, locale) })}</p>
      ) : null}
      {after !== null && after < 0n ? <p className="text-bad">{t("adjust.short")}</p> : null}
    </>
  );
}

/** What the balance would be; money in pays a debt first. `null` while the text is no amount. */
function balanceAfter(balance: string, debt: string, typed: string): Usd | null {
  try {
    const amount = parseUsd(amountOf(typed));
    if (amount <= 0n) return parseUsd(balance) + amount;
    const owed = parseUsd(debt);
    return parseUsd(balance) + (amount > owed ? amount - owed : 0n);
  } catch {
    return null;
  }
}
