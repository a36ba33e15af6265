import { describe, Field, Input } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";

interface EmailAndPasswordProps {
  /** What was typed before, so that a refusal loses nothing. */
  email: string;
  /** A new password is chosen, or the current one is asked for. */
  password: "new" | "current";
  hint?: string;
  error: string | null;
}

/** The two fields of every form that makes or opens an account. A refusal is told at the password. */
export function EmailAndPassword({ email, password, hint, error }: EmailAndPasswordProps) {
  const t = useT("signin");
  const isNew = password === "new";
  return (
    <>
      <Field id="email" label={t("email")}>
        <Input
          {...describe("email", {})}
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={email}
        />
      </Field>
      <Field id="password" label={t("password")} hint={hint} error={error}>
        <Input
          {...describe("password", { hint, error })}
          name="password"
          type="password"
          autoComplete={isNew ? "new-password" : "current-password"}
          {...(isNew ? { minLength: 12 } : {})}
          required
        />
      </Field>
    </>
  );
}
