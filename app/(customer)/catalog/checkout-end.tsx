"use client";

import type { ReactNode } from "react";
import { moneyText } from "@/components/format/money";
import { ButtonLink } from "@/components/ui/button";
import { ErrorPanel, RequestId } from "@/components/ui/error-panel";
import { useLocale, useT } from "@/lib/messages/t";
import { formatUsd, parseUsd } from "@/lib/money";
import type { BuyEnd, Offer } from "./purchase";
import { wishQuery } from "./wish";

interface CheckoutEndProps {
  end: BuyEnd | null;
  offer: Offer;
  /** The price that was shown when the dialog opened. */
  before: string;
  /** It was sent before and has no final answer yet. */
  unsettled: boolean;
}

/** Where a purchase stands, when it is not the good end, which leads on to the subscription. */
export function CheckoutEnd({ end, offer, before, unsettled }: CheckoutEndProps) {
  const t = useT("checkout");
  const common = useT("common");
  const locale = useLocale();
  const price = moneyText(offer.price_usd, locale);
  if (end?.end === "unknown") {
    return (
      <Notice title={t("unknownTitle")} text={t("unknownText", { price })}>
        {end.requestId ? <RequestId label={common("requestId")} id={end.requestId} /> : null}
      </Notice>
    );
  }
  if (end?.end === "signed-out") {
    return (
      <Notice title={t("signedOutTitle")} text={t(unsettled ? "signedOutUnknown" : "signedOutText")}>
        <ButtonLink href={signInHref(offer)} tone="primary" size="small" className="mt-3">
          {t("signIn")}
        </ButtonLink>
      </Notice>
    );
  }
  if (end?.end !== "refused") return null;
  const { failure } = end;
  return (
    <div className="mb-3">
      <ErrorPanel
        failure={failure}
        fix={
          failure.code === "price_changed"
            ? t("newPrice", { price, before: moneyText(before, locale) })
            : undefined
        }
        action={failure.shortfall_usd ? <TopUp offer={offer} amount={failure.shortfall_usd} /> : undefined}
      />
    </div>
  );
}

/** Says before paying that the balance is short, and by how much. */
export function Shortfall({ offer, balanceUsd }: { offer: Offer; balanceUsd: string }) {
  const t = useT("checkout");
  const locale = useLocale();
  const missing = parseUsd(offer.price_usd) - parseUsd(balanceUsd);
  if (missing <= 0n) return null;
  const amount = formatUsd(missing);
  return (
    <div className="mt-4">
      <Notice title={t("short", { amount: moneyText(amount, locale) })} text={t("shortText")}>
        <div className="mt-3">
          <TopUp offer={offer} amount={amount} />
        </div>
      </Notice>
    </div>
  );
}

/** Tops up exactly what is missing and comes back to the same quote. */
function TopUp({ offer, amount }: { offer: Offer; amount: string }) {
  const t = useT("checkout");
  const locale = useLocale();
  const query = new URLSearchParams({ amount, next: `/catalog?${wishQuery(offer)}` });
  return (
    <ButtonLink href={`/billing?${query}`} tone="primary" size="small">
      {t("topUp", { amount: moneyText(amount, locale) })}
    </ButtonLink>
  );
}

function Notice(props: { title: string; text: string; children?: ReactNode }) {
  return (
    <div role="alert" className="mb-3 rounded-card border border-warn/40 bg-warn-weak p-4">
      <p className="font-medium">{props.title}</p>
      <p className="mt-1">{props.text}</p>
      {props.children}
    </div>
  );
}

function signInHref(offer: Offer): string {
  return `/sign-in?next=${encodeURIComponent(`/catalog?${wishQuery(offer)}`)}`;
}
