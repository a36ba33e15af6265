import { ActDialog } from "@/components/form/act-dialog";
import { ReasonField } from "@/components/form/reason-field";
import { ToldField } from "@/components/form/told-field";
import type { UserDetails } from "@/lib/contract/admin-users";
import { useT } from "@/lib/messages/t";
import { resetTwoFactor } from "../actions";
import { nameOf } from "../user-table";
import { Target } from "./target";

/** Turns a user's two-factor off, for who proves once more to be the operator. */
export function ResetTwoFactor({ user }: { user: UserDetails }) {
  const t = useT("operatorUsers");
  return (
    <ActDialog
      trigger={t("twoFactor.button")}
      title={t("twoFactor.title", { who: nameOf(user) })}
      description={t("twoFactor.how")}
      submit={t("twoFactor.submit")}
      danger
      act={resetTwoFactor}
    >
      <Target user={user} />
      <ReasonField label={t("twoFactor.reason")} hint={t("twoFactor.reasonHint")} first />
      <ToldField
        name="password"
        id="reset-password"
        label={t("twoFactor.password")}
        hint={t("twoFactor.passwordHint")}
        type="password"
        required
        maxLength={1000}
        autoComplete="current-password"
      />
    </ActDialog>
  );
}
