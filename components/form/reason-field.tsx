"use client";

import { useId } from "react";
import { useT } from "@/lib/messages/t";
import { ToldTextarea } from "./told-field";

interface ReasonFieldProps {
  label: string;
  hint?: string;
  /** It is what the dialog asks first. */
  first?: boolean;
}

/** Why: an act of an operator says so, in 3 to 500 characters. What is wrong with it stands beside it, not over the buttons. */
export function ReasonField({ label, hint, first }: ReasonFieldProps) {
  const t = useT("common");
  return (
    <ToldTextarea
      name="reason"
      id={useId()}
      label={label}
      hint={hint ? `${hint} ${t("reason.rule")}` : t("reason.rule")}
      wrong={t("reason.wrong")}
      rows={2}
      required
      minLength={3}
      maxLength={500}
      {...(first ? { "data-first-focus": true } : {})}
    />
  );
}
