import { ActDialog } from "@/components/form/act-dialog";
import { moneyText } from "@/components/format/money";
import type { UserDetails } from "@/lib/contract/admin-users";
import type { OperatorDeposit } from "@/lib/contract/deposits";
import { useLocale, useT } from "@/lib/messages/t";
import { complete, fail } from "../actions";
import { ReasonFields } from "./reason-fields";
import { ReceivedField } from "./received-field";

interface DepositActsProps {
  deposit: OperatorDeposit;
  user: UserDetails;
}

/** What can be decided on a deposit in its state; each says which state was seen, so that the faster one wins. */
export function DepositActs({ deposit, user }: DepositActsProps) {
  const t = useT("operatorDeposits");
  const names = { id: String(deposit.transaction_id), who: user.email ?? `#${user.id}` };
  const canComplete = deposit.status !== "completed" && !deposit.is_reversed;
  return (
    <div className="flex flex-wrap gap-2">
      {deposit.status === "completed" ? <TakeBack deposit={deposit} user={user} /> : null}
      {deposit.status === "pending" || deposit.status === "expired" ? (
        <ActDialog
          trigger={t("fail.button")}
          title={t("fail.title", names)}
          description={t("fail.how")}
          submit={t("fail.submit")}
          danger
          act={fail}
        >
          <Seen deposit={deposit} />
          <ReasonFields />
        </ActDialog>
      ) : null}
      {canComplete ? (
        <ActDialog
          trigger={t("complete.button")}
          tone="primary"
          title={t("complete.title", names)}
          description={t("complete.how")}
          submit={t("complete.submit")}
          act={complete}
        >
          <Seen deposit={deposit} />
          <ReceivedField
            amount={deposit.amount_usd}
            balance={user.balance_usd}
            debt={user.debt_usd ?? "0.00"}
          />
          <ReasonFields />
        </ActDialog>
      ) : null}
    </div>
  );
}

function TakeBack({ deposit, user }: DepositActsProps) {
  const t = useT("operatorDeposits");
  const locale = useLocale();
  const amount = moneyText(deposit.received_usd ?? deposit.amount_usd, locale);
  const names = { id: String(deposit.transaction_id), who: user.email ?? `#${user.id}` };
  return (
    <ActDialog
      trigger={t("takeBack.button")}
      title={t("takeBack.title", names)}
      description={t("takeBack.how", { amount, balance: moneyText(user.balance_usd, locale) })}
      submit={t("takeBack.submit")}
      danger
      act={fail}
    >
      <Seen deposit={deposit} />
      <ReasonFields />
    </ActDialog>
  );
}

function Seen({ deposit }: { deposit: OperatorDeposit }) {
  return (
    <>
      <input type="hidden" name="tx" value={deposit.transaction_id} />
      <input type="hidden" name="expected_status" value={deposit.status} />
    </>
  );
}
