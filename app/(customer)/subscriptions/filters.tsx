import { FilterBar } from "@/components/form/filter-bar";
import { choiceOf } from "@/components/form/filter-choice";
import { CATEGORIES } from "@/lib/contract/catalog";
import { SUBSCRIPTION_STATUSES } from "@/lib/contract/subscriptions";
import { useT } from "@/lib/messages/t";
import type { Search } from "./search";

/** The list's filters. */
export function Filters({ chosen }: { chosen: Search }) {
  const t = useT("subscriptions");
  const words = useT("common");
  return (
    <FilterBar
      action="/subscriptions"
      fields={[
        { kind: "text", name: "q", label: t("search"), hint: t("searchHint"), value: chosen.q },
        choiceOf({
          name: "status",
          label: t("status"),
          value: chosen.status,
          any: t("anyStatus"),
          values: SUBSCRIPTION_STATUSES,
          wordOf: (one) => words(`status.${one}`),
        }),
        choiceOf({
          name: "category",
          label: t("category"),
          value: chosen.category,
          any: t("anyCategory"),
          values: CATEGORIES,
          wordOf: (one) => words(`categories.${one}`),
        }),
        choiceOf({
          name: "expiring",
          label: t("expiring"),
          value: chosen.expiring,
          any: t("anyEnd"),
          values: ["7d"],
          wordOf: () => t("expiringSoon"),
        }),
      ]}
    />
  );
}
