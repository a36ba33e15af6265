import { useT } from "@/lib/messages/t";
import { issue } from "./actions";
import { KeyDialog } from "./key-dialog";
import { KeyFields } from "./key-fields";

/** The two kinds of keys that an operator issues. `userId`: who the list is filtered by. */
export function IssueKeys({ userId }: { userId: string | undefined }) {
  const t = useT("operatorKeys");
  return (
    <div className="flex flex-wrap gap-2 max-md:w-full max-md:[&>*]:grow">
      <KeyDialog
        trigger={t("issueOperator")}
        title={t("issueOperator")}
        description={t("issueOperatorEffect")}
        submit={t("issue")}
        act={issue}
      >
        <KeyFields kind="operator" />
      </KeyDialog>
      <KeyDialog
        tone="primary"
        trigger={t("issueReseller")}
        title={t("issueReseller")}
        description={t("issueResellerEffect")}
        submit={t("issue")}
        act={issue}
      >
        <KeyFields kind="reseller" {...(userId ? { userId } : {})} />
      </KeyDialog>
    </div>
  );
}
