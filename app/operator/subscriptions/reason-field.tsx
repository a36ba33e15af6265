import { TextField } from "@/components/form/text-field";
import { useT } from "@/lib/messages/t";

/** Why: every act of an operator says so. */
export function ReasonField() {
  const t = useT("operatorSubscriptions");
  return (
    <TextField
      name="reason"
      label={t("reason")}
      hint={t("reasonHint")}
      required
      minLength={3}
      maxLength={500}
      autoComplete="off"
    />
  );
}
