import { choicesOf } from "@/components/form/choices";
import { FilterBar } from "@/components/form/filter-bar";
import { STOCK_STATUSES } from "@/lib/contract/admin-shop";
import { CATEGORIES } from "@/lib/contract/catalog";
import { useT } from "@/lib/messages/t";
import type { Search } from "./search";

/** The list's filters. */
export function Filters({ chosen, suppliers }: { chosen: Search; suppliers: readonly string[] }) {
  const t = useT("operatorStock");
  const words = useT("common");
  return (
    <FilterBar
      action="/operator/stock"
      fields={[
        { kind: "text", name: "q", label: t("search"), hint: t("searchHint"), value: chosen.q },
        { kind: "text", name: "country", label: t("country"), hint: t("countryHint"), value: chosen.country },
        {
          kind: "choice",
          name: "supplier",
          label: t("supplier"),
          value: chosen.supplier,
          options: choicesOf(t("anySupplier"), suppliers, (one) => one),
        },
        {
          kind: "choice",
          name: "category",
          label: t("category"),
          value: chosen.category,
          options: choicesOf(t("anyCategory"), CATEGORIES, (one) => words(`categories.${one}`)),
        },
        {
          kind: "choice",
          name: "status",
          label: t("status"),
          value: chosen.status,
          options: choicesOf(t("anyStatus"), STOCK_STATUSES, (one) => t(`statuses.${one}`)),
        },
      ]}
    />
  );
}
