"use client";

import { useActionState } from "react";
import { DoneNote } from "@/components/form/done-note";
import { ButtonLink } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { useT } from "@/lib/messages/t";
import { confirm } from "./actions";

/** A click confirms, not the visit: mail scanners open links too. */
export function ConfirmForm({ token, next }: { token: string; next: string }) {
  const t = useT("signin");
  const [end, act] = useActionState(confirm, null);
  if (end) {
    return (
      <DoneNote>
        <p className={end === "invalid" ? "text-bad" : undefined}>{t(`confirm.${end}`)}</p>
        <ButtonLink
          href={next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`}
          tone="primary"
        >
          {t("submit")}
        </ButtonLink>
      </DoneNote>
    );
  }
  return (
    <form action={act} className="flex flex-col gap-4">
      <p className="text-muted">{t("confirm.lead")}</p>
      <input type="hidden" name="token" value={token} />
      <SubmitButton>{t("confirm.submit")}</SubmitButton>
    </form>
  );
}
