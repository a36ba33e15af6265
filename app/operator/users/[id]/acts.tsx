import { ActDialog } from "@/components/form/act-dialog";
import { ReasonField } from "@/components/form/reason-field";
import { ButtonLink } from "@/components/ui/button";
import { describe, Field, Textarea } from "@/components/ui/field";
import type { UserDetails } from "@/lib/contract/admin-users";
import { useT } from "@/lib/messages/t";
import { adjust, ban, signOutEverywhere, unban } from "../actions";
import { nameOf } from "../user-table";
import { AdjustFields } from "./adjust-fields";
import { ResetTwoFactor } from "./reset-two-factor";
import { Target } from "./target";

/** What an operator can do with a user, each behind a dialog that tells its effect first. */
export function UserActs({ user }: { user: UserDetails }) {
  const t = useT("operatorUsers");
  const who = nameOf(user);
  return (
    <div className="flex flex-wrap gap-2 max-md:w-full max-md:[&>*]:grow">
      <ButtonLink href={`/operator/users/${user.id}/view`} prefetch={false}>
        {t("view.button")}
      </ButtonLink>
      <ActDialog
        trigger={t("signOut.button")}
        title={t("signOut.title", { who })}
        description={t("signOut.how", { count: user.counts.sessions_open })}
        submit={t("signOut.submit")}
        act={signOutEverywhere}
      >
        <Target user={user} />
      </ActDialog>
      {user.two_factor ? <ResetTwoFactor user={user} /> : null}
      {user.is_banned ? <Unban user={user} /> : <Ban user={user} />}
      <ActDialog
        trigger={t("adjust.button")}
        tone="primary"
        title={t("adjust.title", { who })}
        description={t("adjust.how")}
        submit={t("adjust.submit")}
        act={adjust}
      >
        <Target user={user} />
        <AdjustFields balance={user.balance_usd} debt={user.debt_usd ?? "0.00"} />
      </ActDialog>
    </div>
  );
}

function Ban({ user }: { user: UserDetails }) {
  const t = useT("operatorUsers");
  const who = nameOf(user);
  return (
    <ActDialog
      trigger={t("banning.button")}
      title={t("banning.title", { who })}
      description={t("banning.how")}
      submit={t("banning.submit")}
      danger
      act={ban}
    >
      <Target user={user} />
      <ReasonField label={t("banning.reason")} hint={t("banning.reasonHint")} first />
      <Field id="ban-evidence" label={t("banning.evidence")} hint={t("banning.evidenceHint")} optional>
        <Textarea {...describe("ban-evidence", { hint: true })} name="evidence" maxLength={4000} />
      </Field>
    </ActDialog>
  );
}

function Unban({ user }: { user: UserDetails }) {
  const t = useT("operatorUsers");
  const who = nameOf(user);
  return (
    <ActDialog
      trigger={t("unbanning.button")}
      title={t("unbanning.title", { who })}
      description={t("unbanning.how")}
      submit={t("unbanning.submit")}
      act={unban}
    >
      <Target user={user} />
      <ReasonField label={t("unbanning.reason")} first />
    </ActDialog>
  );
}
