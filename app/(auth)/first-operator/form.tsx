"use client";

import { useActionState } from "react";
import { EmailAndPassword } from "@/components/form/email-and-password";
import { SubmitButton } from "@/components/ui/submit-button";
import { useT } from "@/lib/messages/t";
import { accept, type FirstOperatorState } from "./actions";

/** E-mail and password of the first operator. */
export function FirstOperatorForm({ token }: { token: string }) {
  const t = useT("signin");
  const [state, act] = useActionState<FirstOperatorState, FormData>(accept, { email: "", problem: null });
  return (
    <form action={act} className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      <EmailAndPassword
        email={state.email}
        password="new"
        hint={t("first.hint")}
        error={state.problem && t(`first.${state.problem}`)}
      />
      <SubmitButton>{t("first.submit")}</SubmitButton>
    </form>
  );
}
