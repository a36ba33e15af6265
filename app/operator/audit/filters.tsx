import { FilterBar } from "@/components/form/filter-bar";
import { useT } from "@/lib/messages/t";
import type { readSearch } from "./search";

/** The trail's filters. */
export function Filters({ chosen }: { chosen: ReturnType<typeof readSearch> }) {
  const t = useT("operatorAudit");
  return (
    <FilterBar
      action="/operator/audit"
      fields={[
        { kind: "text", name: "action", label: t("action"), hint: t("actionHint"), value: chosen.action },
        { kind: "text", name: "subject", label: t("subject"), hint: t("subjectHint"), value: chosen.subject },
        { kind: "text", name: "subject_id", label: t("subjectId"), value: chosen.subject_id },
        { kind: "text", name: "user_id", label: t("user"), value: chosen.user_id },
        { kind: "text", name: "by", label: t("by"), value: chosen.by },
        { kind: "date", name: "since", label: t("since"), value: chosen.since },
        { kind: "date", name: "until", label: t("until"), value: chosen.until },
      ]}
    />
  );
}
