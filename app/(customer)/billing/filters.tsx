import { FilterBar } from "@/components/form/filter-bar";
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
        {
          kind: "choice",
          name: "type",
          label: t("type"),
          value: chosen.type,
          options: [
            { value: "", label: t("anyType") },
            ...TRANSACTION_TYPES.map((one) => ({ value: one, label: t(`types.${one}`) })),
          ],
        },
        {
          kind: "choice",
          name: "status",
          label: t("status"),
          value: chosen.status,
          options: [
            { value: "", label: t("anyStatus") },
            ...TRANSACTION_STATUSES.map((one) => ({ value: one, label: words(`status.${one}`) })),
          ],
        },
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
        {
          kind: "choice",
          name: "status",
          label: t("status"),
          value: status,
          options: [
            { value: "", label: t("anyStatus") },
            ...DEPOSIT_STATUSES.map((one) => ({ value: one, label: words(`status.${one}`) })),
          ],
        },
      ]}
    />
  );
}
