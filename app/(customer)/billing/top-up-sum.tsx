"use client";

import { Money } from "@/components/format/money";
import { Facts } from "@/components/ui/card";
import type { PaymentProviderCard } from "@/lib/contract/deposits";
import { useT } from "@/lib/messages/t";
import { formatUsd, parseUsd, shareOf } from "@/lib/money";
import { readAmount } from "@/lib/typed-amount";

/** What reaches the balance, the fee, and what is to be paid; nothing while the amount is none. */
export function TopUpSum({ provider, typed }: { provider: PaymentProviderCard; typed: string }) {
  const t = useT("billing");
  const amount = readAmount(typed);
  const payable = payableOf(provider, typed);
  if (!amount || !payable) return null;
  const fee = formatUsd(parseUsd(payable) - parseUsd(amount));
  return (
    <Facts
      rows={[
        { label: t("topUp.credited"), value: <Money usd={amount} /> },
        { label: t("topUp.feeLine"), value: <Money usd={fee} /> },
        { label: t("topUp.payable"), value: <Money usd={payable} className="font-medium" /> },
      ]}
    />
  );
}

/** Amount and fee together, where the amount is one that can be topped up. */
export function payableOf(provider: PaymentProviderCard, typed: string): string | null {
  const text = readAmount(typed);
  if (!text) return null;
  const amount = parseUsd(text);
  if (amount < parseUsd(provider.min_usd) || amount > parseUsd(provider.max_usd)) return null;
  return formatUsd(
    amount + shareOf(amount, parseUsd(provider.fee_percent)) + parseUsd(provider.fee_fixed_usd),
  );
}
