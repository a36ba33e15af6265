"use client";

import { useActionState } from "react";
import { Field, Input } from "@/components/ui/field";
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
      <Field id="email" label={t("email")}>
        <Input
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={state.email}
        />
      </Field>
      <Field
        id="password"
        label={t("password")}
        hint={t("first.hint")}
        error={state.problem && t(`first.${state.problem}`)}
      >
        <Input
          id="password"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={12}
          required
        />
      </Field>
      <SubmitButton>{t("first.submit")}</SubmitButton>
    </form>
  );
}
