import { type FormEvent, useId, useState } from "react";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { describe, Field, Input } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";
import type { Gate } from "./use-secret";

interface CredentialGateProps {
  gate: Gate;
  /** What the person types to confirm. */
  proof: "password" | "key";
  isPending: boolean;
  onPassword: (wish: "reveal" | "copy", password: string) => void;
  onDismiss: () => void;
}

const WRONG = { password: "secret.wrong", key: "secret.wrongKey" } as const;

/** What stands between the person and the secret: "Confirm it's you", or why it can't be shown. */
export function CredentialGate({ gate, proof, isPending, onPassword, onDismiss }: CredentialGateProps) {
  const t = useT("card");
  if (gate.kind === "refused") {
    return (
      <div className="mt-3">
        <ErrorPanel failure={gate.refusal} />
      </div>
    );
  }
  if (gate.kind === "lost") {
    return (
      <p role="alert" className="mt-3 text-bad">
        {t("lost")}
      </p>
    );
  }
  if (gate.kind === "none") return null;
  const problem = gate.problem && t(gate.problem === "rate_limited" ? "secret.tooMany" : WRONG[proof]);
  return (
    <ConfirmForm
      turn={gate}
      proof={proof}
      problem={problem}
      isPending={isPending}
      onPassword={(password) => onPassword(gate.wish, password)}
      onDismiss={onDismiss}
    />
  );
}

interface ConfirmFormProps {
  /** Another one with every answer. */
  turn: Gate;
  proof: "password" | "key";
  problem: string | null;
  isPending: boolean;
  onPassword: (password: string) => void;
  onDismiss: () => void;
}

function ConfirmForm({ turn, proof, problem, isPending, onPassword, onDismiss }: ConfirmFormProps) {
  const t = useT("card");
  const words = useT("common");
  const id = useId();
  const titleId = useId();
  const [password, setPassword] = useState("");
  const form = useFocusInvalid(turn);
  const hint = t(proof === "key" ? "secret.confirmHintKey" : "secret.confirmHint");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPassword(password);
  };
  return (
    <form
      ref={form}
      method="post"
      aria-labelledby={titleId}
      onSubmit={submit}
      className="appear mt-3 grid max-w-md gap-3 rounded-card border border-line p-4"
    >
      <h3 id={titleId}>{t("secret.confirmTitle")}</h3>
      <Field id={id} label={t(`secret.${proof}`)} hint={hint} error={problem}>
        <Input
          {...describe(id, { hint, error: problem })}
          type="password"
          autoComplete={proof === "key" ? "off" : "current-password"}
          required
          data-first-focus
          maxLength={1000}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" tone="primary" pending={isPending}>
          {t("secret.confirm")}
        </Button>
        <Button onClick={onDismiss}>{words("cancel")}</Button>
      </div>
    </form>
  );
}
