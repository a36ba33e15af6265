import { FilterBar } from "@/components/form/filter-bar";
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
        {
          kind: "choice",
          name: "status",
          label: t("status"),
          value: chosen.status,
          options: [
            { value: "", label: t("anyStatus") },
            ...SUBSCRIPTION_STATUSES.map((one) => ({ value: one, label: words(`status.${one}`) })),
          ],
        },
        {
          kind: "choice",
          name: "category",
          label: t("category"),
          value: chosen.category,
          options: [
            { value: "", label: t("anyCategory") },
            ...CATEGORIES.map((one) => ({ value: one, label: words(`categories.${one}`) })),
          ],
        },
        {
          kind: "choice",
          name: "expiring",
          label: t("expiring"),
          value: chosen.expiring,
          options: [
            { value: "", label: t("anyEnd") },
            { value: "7d", label: t("expiringSoon") },
          ],
        },
      ]}
    />
  );
}
