"use client";

import { useActionState } from "react";
import { TextField } from "@/components/form/text-field";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { SubmitButton } from "@/components/ui/submit-button";
import { useT } from "@/lib/messages/t";
import { changePassword, type PasswordState } from "./actions";

/** The current password and a new one. */
export function PasswordForm({ email }: { email: string }) {
  const t = useT("settings");
  const [state, act] = useActionState<PasswordState, FormData>(changePassword, { errors: {}, isDone: false });
  const form = useFocusInvalid(state);
  const { current, password } = state.errors;
  return (
    <form ref={form} action={act} noValidate className="flex flex-col gap-4">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        name="current"
        label={t("password.current")}
        error={current && (current === "tooMany" ? t("tooMany") : t("password.wrong"))}
        type="password"
        autoComplete="current-password"
      />
      <TextField
        name="password"
        id="new-password"
        label={t("password.new")}
        hint={t("password.hint")}
        error={password && t("password.short")}
        type="password"
        autoComplete="new-password"
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton tone="plain">{t("password.submit")}</SubmitButton>
        <p role="status" className="text-good text-sm">
          {state.isDone ? t("password.done") : null}
        </p>
      </div>
    </form>
  );
}
