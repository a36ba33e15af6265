import { choicesOf } from "@/components/form/choices";
import { FilterBar } from "@/components/form/filter-bar";
import { KEY_KINDS } from "@/lib/contract/keys";
import { useT } from "@/lib/messages/t";

interface FiltersProps {
  chosen: Partial<Record<"q" | "kind" | "user_id", string>>;
}

/** The list's filters. */
export function Filters({ chosen }: FiltersProps) {
  const t = useT("operatorKeys");
  return (
    <FilterBar
      action="/operator/keys"
      fields={[
        { kind: "text", name: "q", label: t("search"), hint: t("searchHint"), value: chosen.q },
        { kind: "text", name: "user_id", label: t("user"), value: chosen.user_id },
        {
          kind: "choice",
          name: "kind",
          label: t("kind"),
          value: chosen.kind,
          options: choicesOf(t("anyKind"), KEY_KINDS, (one) => t(`kinds.${one}`)),
        },
      ]}
    />
  );
}
