import { choicesOf } from "@/components/form/choices";
import { FilterBar } from "@/components/form/filter-bar";
import { CATEGORIES } from "@/lib/contract/catalog";
import { SUBSCRIPTION_STATUSES } from "@/lib/contract/subscriptions";
import { useT } from "@/lib/messages/t";
import { AHEAD, type Search } from "./search";

/** The list's filters. */
export function Filters({ chosen }: { chosen: Search }) {
  const t = useT("operatorSubscriptions");
  const words = useT("common");
  return (
    <FilterBar
      action="/operator/subscriptions"
      fields={[
        { kind: "text", name: "q", label: t("search"), hint: t("searchHint"), value: chosen.q },
        { kind: "text", name: "user_id", label: t("userId"), value: chosen.user_id },
        { kind: "text", name: "country", label: t("country"), hint: t("countryHint"), value: chosen.country },
        {
          kind: "choice",
          name: "status",
          label: t("status"),
          value: chosen.status,
          options: choicesOf(t("anyStatus"), SUBSCRIPTION_STATUSES, (one) => words(`status.${one}`)),
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
          name: "renewal",
          label: t("renewals"),
          value: chosen.renewal,
          options: choicesOf(t("anyRenewal"), ["failing"], () => t("failing")),
        },
        {
          kind: "choice",
          name: "expiring",
          label: t("expiring"),
          value: chosen.expiring,
          options: choicesOf(t("anyEnd"), AHEAD, (days) => t("within", { days: Number(days) })),
        },
      ]}
    />
  );
}
