"use client";

import { useActionState } from "react";
import { Checkbox, Field, Select } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useT } from "@/lib/messages/t";
import type { Settings } from "@/lib/session/settings";
import { saveMails } from "./actions";

/** Which mails are wanted, and in which language; an operator has none to choose among. */
export function Notifications({ locale, topics, isOperator }: Settings["mail"] & { isOperator: boolean }) {
  const t = useT("settings");
  const [isDone, act] = useActionState(saveMails, false);
  return (
    <form action={act} className="flex flex-col gap-4">
      <Field id="mail-locale" label={t("notifications.language")}>
        <Select id="mail-locale" name="locale" key={locale} defaultValue={locale}>
          <option value="en">English</option>
          <option value="ru">Русский</option>
        </Select>
      </Field>
      <div className={isOperator ? "hidden" : "flex flex-col gap-2"}>
        {topics.map(({ topic, isOn }) => (
          <Checkbox
            key={`${topic}-${isOn}`}
            name="topic"
            value={topic}
            defaultChecked={isOn}
            label={t(`notifications.topics.${topic}`)}
          />
        ))}
      </div>
      <p className="text-muted text-sm">{t("notifications.always")}</p>
      <div className="flex items-center gap-3">
        <SubmitButton tone="plain">{t("notifications.save")}</SubmitButton>
        <p role="status" className="text-good text-sm">
          {isDone ? t("notifications.done") : null}
        </p>
      </div>
    </form>
  );
}
