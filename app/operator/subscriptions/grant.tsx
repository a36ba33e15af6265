import { ActDialog } from "@/components/form/act-dialog";
import { ReasonField } from "@/components/form/reason-field";
import { ToldField } from "@/components/form/told-field";
import { describe, Field, Select } from "@/components/ui/field";
import { CATEGORIES } from "@/lib/contract/catalog";
import { useT } from "@/lib/messages/t";
import { grant } from "./actions";

/** Gives a user a subscription, free of charge. `userId`: who the list is filtered by. */
export function Grant({ userId }: { userId: string | undefined }) {
  const t = useT("operatorSubscriptions");
  const words = useT("common");
  return (
    <ActDialog
      tone="primary"
      trigger={t("grant")}
      title={t("grantTitle")}
      description={t("grantEffect")}
      submit={t("grant")}
      act={grant}
    >
      <ToldField
        name="user_id"
        id="grant-user"
        label={t("userId")}
        required
        data-first-focus
        inputMode="numeric"
        pattern="[1-9][0-9]*"
        maxLength={15}
        defaultValue={userId}
      />
      <Field id="grant-category" label={t("category")}>
        <Select {...describe("grant-category", {})} name="category">
          {CATEGORIES.map((one) => (
            <option key={one} value={one}>
              {words(`categories.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      <ToldField
        name="country_name"
        id="grant-country"
        label={t("countryField")}
        hint={t("countryFieldHint")}
        maxLength={64}
      />
      <ToldField
        name="quantity"
        label={t("quantity")}
        hint={t("quantityHint")}
        type="number"
        min={1}
        max={500}
        required
        defaultValue="1"
      />
      <ToldField name="days" label={t("days")} hint={t("daysHint")} type="number" min={1} max={400} />
      <ReasonField label={t("reason")} hint={t("reasonHint")} />
    </ActDialog>
  );
}
