"use client";

import { useEffect, useId, useRef } from "react";
import { describe, Field, Input } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";
import type { Unproven } from "./proof";

/** Asks for the password in a form that makes a secret, and takes the focus. */
export function ProofField({ end }: { end: Unproven }) {
  const t = useT("keys");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (end) input.current?.focus();
  }, [end]);
  const hint = t("proof.hint");
  const error = end.why === "needed" ? null : t(`proof.${end.why}`);
  return (
    <Field id={id} label={t("proof.label")} hint={hint} error={error}>
      <Input
        {...describe(id, { hint, error })}
        ref={input}
        name="proof"
        type="password"
        autoComplete="current-password"
        required
        maxLength={1000}
      />
    </Field>
  );
}
