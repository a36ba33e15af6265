import { moneyText } from "@/components/format/money";
import { Button, ButtonLink } from "@/components/ui/button";
import { useLocale, useT } from "@/lib/messages/t";
import type { Payment } from "./payment-memory";
import { shortfall } from "./renew-step";
import type { Step } from "./use-renewal";

interface RenewFootProps {
  subscriptionId: number;
  step: Step;
  onPay: (payment: Payment, balanceUsd: string | null) => void;
  onOpen: () => void;
  onClose: () => void;
}

/** The renewal dialog's buttons: one act, named by what it does. */
export function RenewFoot({ subscriptionId, step, onPay, onOpen, onClose }: RenewFootProps) {
  const t = useT("card");
  const words = useT("common");
  const cancel = <Button onClick={onClose}>{words("cancel")}</Button>;
  const close = <Button onClick={onClose}>{words("close")}</Button>;
  const done = <Button onClick={onClose}>{t("renew.done")}</Button>;
  switch (step.step) {
    case "closed":
      return null;
    case "loading":
      return cancel;
    case "lost":
    case "refused":
      return (
        <>
          {close}
          <Button tone="primary" onClick={onOpen}>
            {t("renew.again")}
          </Button>
        </>
      );
    case "ready":
      return (
        <>
          {cancel}
          <PayButton {...step} subscriptionId={subscriptionId} onPay={onPay} />
        </>
      );
    case "paying":
      return step.balanceUsd === null ? (
        close
      ) : (
        <PayButton {...step} balanceUsd={step.balanceUsd} subscriptionId={subscriptionId} isPending />
      );
    case "under_way":
      return close;
    case "renewed":
      return done;
    case "unknown":
      return (
        <>
          {close}
          <Button tone="primary" onClick={() => onPay(step.payment, null)}>
            {t("renew.check")}
          </Button>
        </>
      );
  }
}

interface PayButtonProps {
  subscriptionId: number;
  payment: Payment;
  balanceUsd: string;
  isPending?: boolean;
  onPay?: RenewFootProps["onPay"];
}

function PayButton({ subscriptionId, payment, balanceUsd, isPending, onPay }: PayButtonProps) {
  const t = useT("card");
  const locale = useLocale();
  const missing = shortfall(payment.maxPriceUsd, balanceUsd);
  if (missing) {
    return (
      <ButtonLink
        href={`/billing?amount=${missing}&next=${encodeURIComponent(`/subscriptions/${subscriptionId}`)}`}
        tone="primary"
      >
        {t("renew.topUp", { amount: moneyText(missing, locale) })}
      </ButtonLink>
    );
  }
  return (
    <Button tone="primary" pending={isPending} onClick={() => onPay?.(payment, balanceUsd)}>
      {t("renew.pay", { amount: moneyText(payment.maxPriceUsd, locale) })}
    </Button>
  );
}
