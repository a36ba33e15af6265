import { Money, moneyText } from "@/components/format/money";
import { dateText, Time } from "@/components/format/time";
import { Facts } from "@/components/ui/card";
import { ErrorPanel, RequestId } from "@/components/ui/error-panel";
import { CircleCheck, CircleHelp } from "@/components/ui/icons";
import { Spinner } from "@/components/ui/spinner";
import { useLocale, useNow, useT } from "@/lib/messages/t";
import { formatUsd, parseUsd } from "@/lib/money";
import type { Refusal } from "../states";
import type { Payment } from "./payment-memory";
import type { Step } from "./use-renewal";

/** The inside of the renewal dialog at each step. */
export function RenewStep({ step }: { step: Step }) {
  const t = useT("card");
  switch (step.step) {
    case "closed":
      return null;
    case "loading":
      return <Waiting text={t("renew.loading")} />;
    case "lost":
      return <p role="alert">{t("lost")}</p>;
    case "ready":
      return <Slip payment={step.payment} balanceUsd={step.balanceUsd} />;
    case "paying":
      return step.balanceUsd === null ? (
        <Waiting text={t("renew.underWay")} />
      ) : (
        <Slip payment={step.payment} balanceUsd={step.balanceUsd} />
      );
    case "under_way":
      return <Waiting text={t("renew.underWay")} />;
    case "renewed":
      return <Renewed newExpiresAt={step.newExpiresAt} />;
    case "unknown":
      return <Unknown refusal={step.refusal} />;
    case "refused":
      return <ErrorPanel failure={step.refusal} />;
  }
}

/** What is missing on the balance for a price; `null` when it is enough. */
export function shortfall(priceUsd: string, balanceUsd: string): string | null {
  const missing = parseUsd(priceUsd) - parseUsd(balanceUsd);
  return missing > 0n ? formatUsd(missing) : null;
}

function Slip({ payment, balanceUsd }: { payment: Payment; balanceUsd: string }) {
  const t = useT("card");
  const locale = useLocale();
  const price = payment.maxPriceUsd;
  const missing = shortfall(price, balanceUsd);
  const left = formatUsd(parseUsd(balanceUsd) - parseUsd(price));
  return (
    <>
      <Facts
        rows={[
          { key: "price", label: t("renew.price"), value: <Money usd={price} mono /> },
          { key: "before", label: t("renew.before"), value: <Money usd={balanceUsd} mono /> },
          ...(missing ? [] : [{ key: "after", label: t("renew.after"), value: <Money usd={left} mono /> }]),
          {
            key: "until",
            label: t("renew.until"),
            value: <Time at={payment.newExpiresAt} shape="datetime" />,
          },
        ]}
      />
      {missing ? (
        <p role="alert" className="mt-2 text-bad">
          {t("renew.short", { amount: moneyText(missing, locale) })}
        </p>
      ) : null}
    </>
  );
}

function Renewed({ newExpiresAt }: { newExpiresAt: string }) {
  const t = useT("card");
  const locale = useLocale();
  const date = dateText(new Date(newExpiresAt), locale, useNow());
  return (
    <p role="status" className="flex items-center gap-2">
      <CircleCheck className="size-4 shrink-0 text-good" />
      {t("renew.renewed", { date })}
    </p>
  );
}

function Unknown({ refusal }: { refusal: Refusal | null }) {
  const t = useT("card");
  const words = useT("common");
  return (
    <div role="alert" className="flex gap-3 rounded-card border border-warn/40 bg-warn-weak p-4">
      <CircleHelp className="mt-0.5 size-4 shrink-0 text-warn" />
      <div className="min-w-0">
        <p>{t("renew.unknown")}</p>
        {refusal?.request_id ? <RequestId label={words("requestId")} id={refusal.request_id} /> : null}
      </div>
    </div>
  );
}

function Waiting({ text }: { text: string }) {
  return (
    <p role="status" className="flex items-center gap-2 text-muted">
      <Spinner />
      {text}
    </p>
  );
}
