import { useId } from "react";
import { describe, Field, Input, Textarea } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";

/** Why, and by which payment. */
export function ReasonFields() {
  const t = useT("operatorDeposits");
  const id = useId();
  return (
    <>
      <Field id={`${id}-reason`} label={t("reason")}>
        <Textarea
          id={`${id}-reason`}
          name="reason"
          rows={2}
          required
          minLength={3}
          maxLength={500}
          data-first-focus
        />
      </Field>
      <Field id={`${id}-reference`} label={t("reference")} hint={t("complete.referenceHint")} optional>
        <Input
          {...describe(`${id}-reference`, { hint: true })}
          name="reference"
          mono
          maxLength={200}
          autoComplete="off"
        />
      </Field>
    </>
  );
}
