"use client";

import { useOptimistic, useTransition } from "react";
import { announce } from "@/components/ui/announcer";
import { type ApiRequest, AsCurl } from "@/components/ui/as-curl";
import { Switch } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";
import { switchAutoRenew } from "../actions";

/** The auto-renew switch: moves at once, and back with the reason when it was refused. */
export function AutoRenew(props: { subscriptionId: number; isOn: boolean; request: ApiRequest }) {
  const { subscriptionId, isOn, request } = props;
  const t = useT("card");
  const reason = useT("errors");
  const [shown, show] = useOptimistic(isOn);
  const [isPending, start] = useTransition();
  const change = (autoRenew: boolean) =>
    start(async () => {
      show(autoRenew);
      try {
        const end = await switchAutoRenew({ id: subscriptionId, autoRenew });
        if (end.state === "done")
          return announce(t(autoRenew ? "autoRenew.on" : "autoRenew.off"), { silent: true });
        const { code, request_id: requestId } = end.refusal;
        announce(t("autoRenew.failed", { reason: reason(`${code}.title`), requestId }), { tone: "bad" });
      } catch {
        announce(t("lost"), { tone: "bad" });
      }
    });
  return (
    <div>
      <Switch
        label={t("autoRenew.label")}
        checked={shown}
        aria-busy={isPending || undefined}
        aria-describedby="auto-renew-hint"
        onChange={(event) => change(event.target.checked)}
      />
      <p id="auto-renew-hint" className="mt-1 pl-[46px] text-muted text-sm">
        {t("autoRenew.hint")}
      </p>
      <AsCurl request={{ ...request, body: { auto_renew: !shown } }} />
    </div>
  );
}
