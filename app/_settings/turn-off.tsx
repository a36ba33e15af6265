"use client";

import { useActionState, useState } from "react";
import { TextField } from "@/components/form/text-field";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { Button } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { useT } from "@/lib/messages/t";
import { type TurnOffState, turnOff } from "./actions";

/** Asks for the password and a code before two-factor goes. */
export function TurnOff() {
  const t = useT("settings");
  const words = useT("common");
  const [isOpen, setOpen] = useState(false);
  const [state, act] = useActionState<TurnOffState, FormData>(turnOff, { error: null });
  const form = useFocusInvalid(state);
  if (!isOpen) {
    return (
      <Button className="self-start" onClick={() => setOpen(true)}>
        {t("twoFactor.disable")}
      </Button>
    );
  }
  const error = state.error && (state.error === "tooMany" ? t("tooMany") : t("twoFactor.wrongProof"));
  return (
    <form ref={form} action={act} noValidate className="appear flex flex-col gap-4">
      <h3>{t("twoFactor.disableTitle")}</h3>
      <TextField
        name="password"
        id="turn-off-password"
        label={t("twoFactor.password")}
        error={error}
        type="password"
        autoFocus
        autoComplete="current-password"
      />
      <TextField
        name="code"
        id="turn-off-code"
        label={t("twoFactor.anyCode")}
        mono
        autoComplete="one-time-code"
        maxLength={40}
      />
      <div className="flex gap-2">
        <SubmitButton tone="danger">{t("twoFactor.disable")}</SubmitButton>
        <Button onClick={() => setOpen(false)}>{words("cancel")}</Button>
      </div>
    </form>
  );
}
