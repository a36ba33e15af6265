"use client";

import { useActionState } from "react";
import { Field, Input } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useT } from "@/lib/messages/t";
import { type SignInState, signIn } from "./actions";

/** E-mail and password; what was typed into the e-mail is never lost. */
export function SignInForm({ next }: { next: string }) {
  const t = useT("signin");
  const [state, act] = useActionState<SignInState, FormData>(signIn, { email: "", problem: null });
  const problem = state.problem ? problemText(t, state.problem) : null;
  return (
    <form action={act} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
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
      <Field id="password" label={t("password")} error={problem}>
        <Input id="password" name="password" type="password" autoComplete="current-password" required />
      </Field>
      <SubmitButton>{t("submit")}</SubmitButton>
    </form>
  );
}

function problemText(
  t: ReturnType<typeof useT<"signin">>,
  problem: NonNullable<SignInState["problem"]>,
): string {
  if (problem.code === "banned") return t("banned", { reason: problem.reason ?? "" });
  if (problem.code === "rate_limited") return t("tooMany");
  return problem.code === "invalid_key" ? t("wrong") : t("failed");
}
