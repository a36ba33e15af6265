"use client";

import { useActionState } from "react";
import { DoneNote } from "@/components/form/done-note";
import { TextField } from "@/components/form/text-field";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { ButtonLink } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { useT } from "@/lib/messages/t";
import { type ResetState, reset } from "./actions";

/** A new password, once per link. */
export function ResetForm({ token }: { token: string }) {
  const t = useT("signin");
  const [state, act] = useActionState<ResetState, FormData>(reset, { error: null, end: null });
  const form = useFocusInvalid(state);
  if (state.end) {
    const isDone = state.end === "done";
    return (
      <DoneNote>
        <p className={isDone ? undefined : "text-bad"}>{t(`reset.${state.end}`)}</p>
        <ButtonLink href={isDone ? "/sign-in" : "/forgot"} tone="primary">
          {isDone ? t("submit") : t("forgotten.submit")}
        </ButtonLink>
      </DoneNote>
    );
  }
  return (
    <form ref={form} action={act} noValidate className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      <TextField
        name="password"
        label={t("reset.label")}
        hint={t("newHint")}
        error={state.error && t(state.error)}
        type="password"
        autoComplete="new-password"
      />
      <SubmitButton>{t("reset.submit")}</SubmitButton>
    </form>
  );
}
