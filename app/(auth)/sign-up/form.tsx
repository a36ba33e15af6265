"use client";

import { useActionState } from "react";
import { DoneNote } from "@/components/form/done-note";
import { TextField } from "@/components/form/text-field";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { ButtonLink } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { useT } from "@/lib/messages/t";
import { type SignUpState, signUp } from "./actions";

/** E-mail and a new password; then where to look for the link. */
export function SignUpForm({ hasInbox, next }: { hasInbox: boolean; next: string }) {
  const t = useT("signin");
  const [state, act] = useActionState<SignUpState, FormData>(signUp, {
    email: "",
    errors: {},
    isSent: false,
  });
  const form = useFocusInvalid(state);
  if (state.isSent) {
    return (
      <DoneNote>
        <h2 className="text-lg">{t("join.sentTitle")}</h2>
        <p className="break-words">{t("join.sent", { email: state.email })}</p>
        <p className="text-muted">{t(hasInbox ? "join.kept" : "join.sentHint")}</p>
        {hasInbox ? (
          <ButtonLink href="/inbox" tone="primary">
            {t("inbox.open")}
          </ButtonLink>
        ) : null}
      </DoneNote>
    );
  }
  const { email, password } = state.errors;
  return (
    <form ref={form} action={act} noValidate className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      <TextField
        name="email"
        label={t("email")}
        error={email && t(email)}
        type="email"
        autoComplete="username"
        defaultValue={state.email}
      />
      <TextField
        name="password"
        label={t("password")}
        hint={t("newHint")}
        error={password && t(password)}
        type="password"
        autoComplete="new-password"
      />
      <SubmitButton>{t("join.submit")}</SubmitButton>
    </form>
  );
}
