import type { ReactNode } from "react";
import { moneyText } from "@/components/format/money";
import { Time } from "@/components/format/time";
import type { ApiRequest } from "@/components/ui/as-curl";
import { ButtonLink } from "@/components/ui/button";
import { CircleAlert } from "@/components/ui/icons";
import { WithContact } from "@/components/ui/with-contact";
import type { Subscription } from "@/lib/contract/subscriptions";
import { getLocale, getT } from "@/lib/messages/server";
import { formatUsd, parseUsd } from "@/lib/money";
import { Agree } from "./agree";

interface RenewalStateProps {
  subscription: Subscription;
  /** `null` where it was not asked for. */
  balanceUsd: string | null;
  autoRenewRequest: ApiRequest;
}

/** What stands in the way of use or of the next renewal, or is coming with it, and what to do; nothing when all is well. */
export async function RenewalState({ subscription, balanceUsd, autoRenewRequest }: RenewalStateProps) {
  const [t, reasons, locale] = await Promise.all([getT("card"), getT("errors"), getLocale()]);
  const { renewal, renewal_price_usd: price, price_usd: paid, id } = subscription;
  if (subscription.status === "suspended")
    return <Notice title={t("suspended.title")} text={<WithContact text={t("suspended.text")} />} />;
  if (!renewal || price === null) return null;
  const money = (usd: string) => moneyText(usd, locale);
  const next = (
    <>
      {t("renewal.next")} <Time at={renewal.next_try_at} shape="datetime" />
    </>
  );
  if (renewal.waiting_for_yes) {
    return (
      <Notice
        title={t("renewal.waiting", { before: money(paid), after: money(price) })}
        text={t("renewal.yes")}
      >
        <Agree subscriptionId={id} price={price} request={autoRenewRequest} />
      </Notice>
    );
  }
  if (renewal.problem === "insufficient") {
    const missing = parseUsd(price) - parseUsd(balanceUsd ?? "0.00");
    if (missing <= 0n) return <Notice title={t("renewal.enoughNow")} text={next} />;
    const amount = formatUsd(missing);
    return (
      <Notice title={t("renewal.short", { amount: money(amount) })} text={next}>
        <ButtonLink
          tone="primary"
          href={`/billing?amount=${amount}&next=${encodeURIComponent(`/subscriptions/${id}`)}`}
        >
          {t("renew.topUp", { amount: money(amount) })}
        </ButtonLink>
      </Notice>
    );
  }
  if (renewal.problem)
    return (
      <Notice title={t("renewal.failed", { reason: reasons(`${renewal.problem}.title`) })} text={next} />
    );
  if (renewal.announced_price_usd) {
    const words = { before: money(paid), after: money(renewal.announced_price_usd) };
    return <Notice title={t("renewal.announced", words)} text={t("renewal.announcedHint")} />;
  }
  return null;
}

function Notice(props: { title: string; text: ReactNode; children?: ReactNode }) {
  return (
    <section className="flex gap-3 rounded-card border border-warn/40 bg-warn-weak p-4">
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-warn" />
      <div className="min-w-0 grow">
        <h2 className="font-medium">{props.title}</h2>
        <p className="mt-1">{props.text}</p>
        {props.children ? <div className="mt-3">{props.children}</div> : null}
      </div>
    </section>
  );
}
