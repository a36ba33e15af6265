"use client";

import { useTransition } from "react";
import { moneyText } from "@/components/format/money";
import { announce } from "@/components/ui/announcer";
import { type ApiRequest, AsCurl } from "@/components/ui/as-curl";
import { Button } from "@/components/ui/button";
import { useLocale, useT } from "@/lib/messages/t";
import { switchAutoRenew } from "../actions";

interface AgreeProps {
  subscriptionId: number;
  price: string;
  request: ApiRequest;
}

/** The yes to a higher price: auto-renew switched on again. */
export function Agree({ subscriptionId, price, request }: AgreeProps) {
  const t = useT("card");
  const reason = useT("errors");
  const amount = moneyText(price, useLocale());
  const [isPending, start] = useTransition();
  const agree = () =>
    start(async () => {
      try {
        const end = await switchAutoRenew({ id: subscriptionId, autoRenew: true });
        if (end.state === "done") return announce(t("renewal.agreed", { amount }));
        const { code, request_id: requestId } = end.refusal;
        announce(t("autoRenew.failed", { reason: reason(`${code}.title`), requestId }), { tone: "bad" });
      } catch {
        announce(t("lost"), { tone: "bad" });
      }
    });
  return (
    <>
      <Button tone="primary" onClick={agree} pending={isPending}>
        {t("renewal.agree", { amount })}
      </Button>
      <AsCurl request={{ ...request, body: { auto_renew: true } }} />
    </>
  );
}
