"use client";

import { type InvalidEvent, useId, useState } from "react";
import { describe, Field, Textarea } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";

interface ReasonFieldProps {
  label: string;
  hint?: string;
  /** It is what the dialog asks first. */
  first?: boolean;
}

/** Why: an act of an operator says so, in 3 to 500 characters. What is wrong with it stands beside it, not over the buttons. */
export function ReasonField({ label, hint, first }: ReasonFieldProps) {
  const t = useT("common");
  const id = useId();
  const [error, setError] = useState<string | null>(null);
  const told = hint ? `${hint} ${t("reason.rule")}` : t("reason.rule");
  const refuse = (event: InvalidEvent<HTMLTextAreaElement>) => {
    event.preventDefault();
    const { validity, validationMessage, form } = event.currentTarget;
    setError(validity.customError ? validationMessage : t("reason.wrong"));
    if (form?.querySelector(":invalid") === event.currentTarget) event.currentTarget.focus();
  };
  return (
    <Field id={id} label={label} hint={told} error={error}>
      <Textarea
        {...describe(id, { hint: told, error })}
        name="reason"
        rows={2}
        required
        minLength={3}
        maxLength={500}
        onInvalid={refuse}
        onInput={() => setError(null)}
        {...(first ? { "data-first-focus": true } : {})}
      />
    </Field>
  );
}
