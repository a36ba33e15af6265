"use client";

import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { TextField } from "@/components/form/text-field";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/status";
import { SubmitButton } from "@/components/ui/submit-button";
import { useT } from "@/lib/messages/t";
import { type TwoFactorState, turnOn } from "./actions";
import { Enrolment, RecoveryCodes } from "./enrolment";
import { TurnOff } from "./turn-off";

const START: TwoFactorState = { step: "password", error: null };

/** Turning two-factor on and off. */
export function TwoFactor({ isOn, recoveryCodes }: { isOn: boolean; recoveryCodes: number }) {
  const t = useT("settings");
  const [round, setRound] = useState(0);
  const router = useRouter();
  const restart = () => {
    setRound(round + 1);
    router.refresh();
  };
  return (
    <Card
      title={t("twoFactor.title")}
      action={
        <Badge tone={isOn ? "good" : "muted"}>
          {isOn ? t("twoFactor.stateOn") : t("twoFactor.stateOff")}
        </Badge>
      }
    >
      <Steps key={round} isOn={isOn} recoveryCodes={recoveryCodes} onKept={restart} />
    </Card>
  );
}

function Steps(props: { isOn: boolean; recoveryCodes: number; onKept: () => void }) {
  const t = useT("settings");
  const [state, act] = useActionState<TwoFactorState, FormData>(turnOn, START);
  const form = useFocusInvalid(state);
  if (state.step === "codes") return <RecoveryCodes codes={state.codes} onKept={props.onKept} />;
  if (props.isOn) {
    return (
      <div className="flex flex-col gap-4">
        <p className="text-muted">{t("twoFactor.on", { count: props.recoveryCodes })}</p>
        <TurnOff />
      </div>
    );
  }
  if (state.step === "code") return <Enrolment state={state} act={act} onCancel={props.onKept} />;
  const { error } = state;
  return (
    <form ref={form} action={act} noValidate className="flex flex-col gap-4">
      <p className="text-muted">{t("twoFactor.off")}</p>
      <TextField
        name="password"
        id="two-factor-password"
        label={t("twoFactor.password")}
        error={error && (error === "tooMany" ? t("tooMany") : t(`twoFactor.${error}`))}
        type="password"
        autoComplete="current-password"
      />
      <SubmitButton tone="plain" className="self-start">
        {t("twoFactor.start")}
      </SubmitButton>
    </form>
  );
}
