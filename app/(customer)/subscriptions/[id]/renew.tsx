"use client";

import { useRouter } from "next/navigation";
import { dateText } from "@/components/format/time";
import { announce } from "@/components/ui/announcer";
import { type ApiRequest, AsCurl } from "@/components/ui/as-curl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RotateCw } from "@/components/ui/icons";
import { useLocale, useNow, useT } from "@/lib/messages/t";
import { RenewFoot } from "./renew-foot";
import { RenewStep } from "./renew-step";
import { useRenewal } from "./use-renewal";

/** The "Renew" button and its dialog: what it costs, until when it pays, and how it ended. */
export function Renew(props: { subscriptionId: number; name: string; request: ApiRequest }) {
  const { subscriptionId, name, request } = props;
  const t = useT("card");
  const router = useRouter();
  const locale = useLocale();
  const now = useNow();
  const { step, open, pay, close } = useRenewal(subscriptionId, (newExpiresAt, isWatched) => {
    if (!isWatched) announce(t("renew.renewed", { date: dateText(new Date(newExpiresAt), locale, now) }));
    router.refresh();
  });
  return (
    <>
      <Button tone="primary" onClick={open}>
        <RotateCw />
        {t("renew.button")}
      </Button>
      <Dialog
        open={step.step !== "closed"}
        onClose={close}
        title={t("renew.title")}
        description={t("renew.lead", { name })}
        footer={
          <RenewFoot subscriptionId={subscriptionId} step={step} onPay={pay} onOpen={open} onClose={close} />
        }
      >
        <RenewStep step={step} />
        {step.step === "ready" ? (
          <AsCurl
            request={{
              ...request,
              body: { max_price_usd: step.payment.maxPriceUsd },
              idempotencyKey: step.payment.idempotencyKey,
            }}
          />
        ) : null}
      </Dialog>
    </>
  );
}
