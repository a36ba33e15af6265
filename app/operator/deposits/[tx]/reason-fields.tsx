import { useId } from "react";
import { ReasonField } from "@/components/form/reason-field";
import { describe, Field, Input } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";

/** Why, and by which payment. */
export function ReasonFields() {
  const t = useT("operatorDeposits");
  const id = useId();
  return (
    <>
      <ReasonField label={t("reason")} first />
      <Field id={id} label={t("reference")} hint={t("complete.referenceHint")} optional>
        <Input {...describe(id, { hint: true })} name="reference" mono maxLength={200} autoComplete="off" />
      </Field>
    </>
  );
}
