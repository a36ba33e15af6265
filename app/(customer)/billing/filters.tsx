import { FilterBar } from "@/components/form/filter-bar";
import { choiceOf } from "@/components/form/filter-choice";
import { DEPOSIT_STATUSES } from "@/lib/contract/deposits";
import { TRANSACTION_TYPES } from "@/lib/contract/users";
import { useT } from "@/lib/messages/t";
import { type TransactionFilters as Chosen, TRANSACTION_STATUSES } from "./search";

/** The filters of the transactions. */
export function TransactionFilters({ chosen }: { chosen: Chosen }) {
  const t = useT("billing");
  const words = useT("common");
  return (
    <FilterBar
      action="/billing"
      fields={[
        choiceOf({
          name: "type",
          label: t("type"),
          value: chosen.type,
          any: t("anyType"),
          values: TRANSACTION_TYPES,
          wordOf: (one) => t(`types.${one}`),
        }),
        choiceOf({
          name: "status",
          label: t("status"),
          value: chosen.status,
          any: t("anyStatus"),
          values: TRANSACTION_STATUSES,
          wordOf: (one) => words(`status.${one}`),
        }),
        {
          kind: "text",
          name: "subscription_id",
          label: t("subscription"),
          pattern: "\\s*[1-9]\\d{0,14}\\s*",
          wrong: t("subscriptionWrong"),
          value: chosen.subscription_id,
        },
      ]}
    />
  );
}

/** The filter of the deposits. */
export function DepositFilters({ status }: { status: string | undefined }) {
  const t = useT("billing");
  const words = useT("deposits");
  return (
    <FilterBar
      action="/billing/deposits"
      fields={[
        choiceOf({
          name: "status",
          label: t("status"),
          value: status,
          any: t("anyStatus"),
          values: DEPOSIT_STATUSES,
          wordOf: (one) => words(`status.${one}`),
        }),
      ]}
    />
  );
}
