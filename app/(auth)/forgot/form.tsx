"use client";

import { useActionState } from "react";
import { DoneNote } from "@/components/form/done-note";
import { TextField } from "@/components/form/text-field";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { SubmitButton } from "@/components/ui/submit-button";
import { useT } from "@/lib/messages/t";
import { type ForgotState, forgot } from "./actions";

/** Asks for the e-mail; then says that a link may be on its way. */
export function ForgotForm({ hasInbox }: { hasInbox: boolean }) {
  const t = useT("signin");
  const [state, act] = useActionState<ForgotState, FormData>(forgot, {
    email: "",
    error: null,
    isSent: false,
  });
  const form = useFocusInvalid(state);
  if (state.isSent) {
    return (
      <DoneNote>
        <p className="break-words">{t("forgotten.sent", { email: state.email })}</p>
        <p className="text-muted">{t(hasInbox ? "forgotten.kept" : "join.sentHint")}</p>
      </DoneNote>
    );
  }
  return (
    <form ref={form} action={act} noValidate className="flex flex-col gap-4">
      <TextField
        name="email"
        label={t("email")}
        error={state.error && t(state.error)}
        type="email"
        autoComplete="username"
        defaultValue={state.email}
      />
      <SubmitButton>{t("forgotten.submit")}</SubmitButton>
    </form>
  );
}
