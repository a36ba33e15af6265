import { choicesOf } from "@/components/form/choices";
import { FilterBar } from "@/components/form/filter-bar";
import { actionText } from "@/components/format/audit-action";
import { AUDIT_ACTIONS } from "@/lib/audit-action";
import { useLocale, useT } from "@/lib/messages/t";
import type { readSearch } from "./search";

/** What acts are done to, as the trail calls it. */
const SUBJECTS = ["subscription", "user", "deposit", "key", "stock", "category", "job"] as const;
const DIGITS = "[1-9][0-9]*";

/** The trail's filters. */
export function Filters({ chosen }: { chosen: ReturnType<typeof readSearch> }) {
  const t = useT("operatorAudit");
  const words = useT("auditActions");
  const locale = useLocale();
  const textOf = (action: string) => actionText(words, { action, by: "" }, "-");
  const actions = AUDIT_ACTIONS.toSorted((a, b) => textOf(a).localeCompare(textOf(b), locale));
  const number = { kind: "text", pattern: DIGITS, wrong: t("digits") } as const;
  return (
    <FilterBar
      action="/operator/audit"
      fields={[
        {
          kind: "choice",
          name: "action",
          label: t("action"),
          value: chosen.action,
          options: choicesOf(t("anyAction"), actions, textOf),
        },
        {
          kind: "choice",
          name: "subject",
          label: t("subject"),
          value: chosen.subject,
          options: choicesOf(t("anySubject"), SUBJECTS, (one) => t(`subjects.${one}`)),
        },
        { ...number, name: "subject_id", label: t("subjectId"), value: chosen.subject_id },
        { ...number, name: "user_id", label: t("userId"), value: chosen.user_id },
        { kind: "text", name: "by", label: t("by"), value: chosen.by },
        { kind: "date", name: "since", label: t("since"), value: chosen.since },
        { kind: "date", name: "until", label: t("until"), value: chosen.until },
      ]}
    />
  );
}
