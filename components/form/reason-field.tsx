import { useId } from "react";
import { describe, Field, Textarea } from "@/components/ui/field";

interface ReasonFieldProps {
  label: string;
  hint?: string;
  /** It is what the dialog asks first. */
  first?: boolean;
}

/** Why: an act of an operator says so, in 3 to 500 characters. */
export function ReasonField({ label, hint, first }: ReasonFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint}>
      <Textarea
        {...describe(id, { hint })}
        name="reason"
        rows={2}
        required
        minLength={3}
        maxLength={500}
        {...(first ? { "data-first-focus": true } : {})}
      />
    </Field>
  );
}
