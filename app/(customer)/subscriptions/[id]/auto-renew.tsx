"use client";

import { useOptimistic, useTransition } from "react";
import { dateText } from "@/components/format/time";
import { chargedAt } from "@/components/marks/days";
import { announce } from "@/components/ui/announcer";
import { type ApiRequest, AsCurl } from "@/components/ui/as-curl";
import { Switch } from "@/components/ui/field";
import { useLocale, useNow, useT } from "@/lib/messages/t";
import { switchAutoRenew } from "../actions";

interface AutoRenewProps {
  subscriptionId: number;
  isOn: boolean;
  /** The end of the term; `null` until it has begun. */
  endsAt: string | null;
  request: ApiRequest;
}

/** The auto-renew switch: moves at once, and back with the reason when it was refused. */
export function AutoRenew({ subscriptionId, isOn, endsAt, request }: AutoRenewProps) {
  const t = useT("card");
  const reason = useT("errors");
  const hint = useHint(endsAt);
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
        {hint}
      </p>
      <AsCurl request={{ ...request, body: { auto_renew: !shown } }} />
    </div>
  );
}

/** What it does, with the day of the charge while that is to come. */
function useHint(endsAt: string | null): string {
  const t = useT("card");
  const [locale, now] = [useLocale(), useNow()];
  const at = endsAt && new Date(chargedAt(endsAt));
  return at && at > now ? t("autoRenew.hintOn", { date: dateText(at, locale, now) }) : t("autoRenew.hint");
}
