"use client";

import { useActionState } from "react";
import { EmailAndPassword } from "@/components/form/email-and-password";
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
      <EmailAndPassword email={state.email} password="current" error={problem} />
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
