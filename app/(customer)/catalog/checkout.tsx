"use client";

import { Country } from "@/components/format/country";
import { Money, moneyText } from "@/components/format/money";
import { dateText } from "@/components/format/time";
import { chargedAt, TERM_DAYS } from "@/components/marks/days";
import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { Switch } from "@/components/ui/field";
import { addDays } from "@/lib/clock";
import { useLocale, useNow, useT } from "@/lib/messages/t";
import { formatUsd, parseUsd } from "@/lib/money";
import { CheckoutEnd, Shortfall } from "./checkout-end";
import type { Attempt, BuyEnd, Offer } from "./purchase";
import { usePurchase } from "./use-purchase";

interface CheckoutProps {
  first: Attempt;
  /** What can be spent now; `null` until it is known. */
  balanceUsd: string | null;
  /** It was refused: price, stock or balance may be others than the page behind shows. */
  onRefused: () => void;
  onClose: () => void;
}

/** One dialog: what, where, how long, for how much; then one of four ends. */
export function Checkout({ first, balanceUsd, onRefused, onClose }: CheckoutProps) {
  const t = useT("checkout");
  const locale = useLocale();
  const { attempt, end, pending, pay, setAutoRenew } = usePurchase(first, onRefused);
  const { offer } = attempt;
  const price = moneyText(offer.price_usd, locale);
  const now = useNow();
  const ends = addDays(now, TERM_DAYS);
  const dayOf = (at: Date) => dateText(at, locale, now);
  const days = { charge: dayOf(new Date(chargedAt(ends.toISOString()))), end: dayOf(ends) };
  const act = nextAct(end, pending);
  const isShort = balanceUsd !== null && parseUsd(balanceUsd) < parseUsd(offer.price_usd);
  const leave = () => {
    if (!pending) onClose();
  };
  return (
    <Dialog
      open
      onClose={leave}
      title={t("title")}
      description={t("lead")}
      footer={
        <>
          <Button onClick={leave} disabled={pending}>
            {t(act === "pay" ? "cancel" : "close")}
          </Button>
          {act ? (
            <Button tone={isShort ? "plain" : "primary"} pending={pending} onClick={pay}>
              {act === "check" ? t("checkAgain") : t("pay", { price })}
            </Button>
          ) : null}
        </>
      }
    >
      <CheckoutEnd end={end} offer={offer} before={first.offer.price_usd} unsettled={attempt.sent} />
      <CheckoutFacts offer={offer} balanceUsd={end?.end === "unknown" ? null : balanceUsd} />
      <div className="mt-3">
        <Switch
          label={t("autoRenew")}
          hint={t("autoRenewHint", { ...days, price })}
          checked={attempt.autoRenew}
          disabled={pending || attempt.sent}
          onChange={(event) => setAutoRenew(event.target.checked)}
        />
      </div>
      {end === null && balanceUsd !== null ? <Shortfall offer={offer} balanceUsd={balanceUsd} /> : null}
    </Dialog>
  );
}

/** What the main button does; after an end that leaves nothing to pay there is none. */
function nextAct(end: BuyEnd | null, pending: boolean): "pay" | "check" | null {
  if (end?.end === "unknown") return "check";
  if (end === null || pending) return "pay";
  return end.end === "refused" && end.failure.code !== "out_of_stock" ? "pay" : null;
}

function CheckoutFacts({ offer, balanceUsd }: { offer: Offer; balanceUsd: string | null }) {
  const t = useT("checkout");
  const common = useT("common");
  const item = t("item", { count: offer.quantity, category: common(`categories.${offer.category}`) });
  const after = balanceUsd === null ? null : formatUsd(parseUsd(balanceUsd) - parseUsd(offer.price_usd));
  return (
    <Facts
      rows={[
        { label: t("what"), value: item },
        { label: t("where"), value: <Country code={offer.country} /> },
        { label: t("howLong"), value: common("days", { count: TERM_DAYS }) },
        { label: t("total"), value: <Money usd={offer.price_usd} className="font-medium" /> },
        ...(balanceUsd !== null && after !== null
          ? [
              { label: t("before"), value: <Money usd={balanceUsd} /> },
              {
                label: t("after"),
                value: <Money usd={after} className={after.startsWith("-") ? "text-bad" : undefined} />,
              },
            ]
          : []),
      ]}
    />
  );
}
