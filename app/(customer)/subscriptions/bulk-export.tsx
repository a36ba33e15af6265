import { type FormEvent, useId, useState, useTransition } from "react";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel } from "@/components/ui/error-panel";
import { describe, Field, Input } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";
import { exportSelected } from "./actions-bulk";
import type { Refusal } from "./states";
import type { Selectable } from "./states-bulk";

/** Credentials of what is selected as a file, after the password. The secrets are in that file alone. */
export function BulkExportDialog({ rows }: { rows: readonly Selectable[] }) {
  const t = useT("bulk");
  const words = useT("common");
  const formId = useId();
  const fieldId = useId();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<{ text: string } | null>(null);
  const form = useFocusInvalid(problem);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, start] = useTransition();
  const toggle = (open: boolean) => {
    setProblem(null);
    setRefusal(null);
    setOpen(open);
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    start(async () => {
      const end = await exportSelected({ ids: rows.map(({ id }) => id), password }).catch(() => null);
      setRefusal(end?.state === "refused" ? end.refusal : null);
      setProblem(null);
      if (!end) setProblem({ text: t("lost") });
      if (end?.state === "confirm")
        setProblem({ text: t(end.problem === "rate_limited" ? "export.tooMany" : "export.wrong") });
      if (end?.state !== "open") return;
      save(end.lines);
      toggle(false);
      announce(t("export.done", { count: end.lines.length }));
    });
  };
  return (
    <>
      <Button size="small" onClick={() => toggle(true)}>
        {t("export.button")}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => toggle(false)}
        title={t("export.title", { count: rows.length })}
        description={t("export.lead")}
        footer={
          <>
            <Button onClick={() => toggle(false)}>{words("cancel")}</Button>
            <Button type="submit" form={formId} tone="primary" pending={isPending}>
              {t("export.submit")}
            </Button>
          </>
        }
      >
        <form ref={form} id={formId} method="post" onSubmit={send} className="flex flex-col gap-3">
          <Field id={fieldId} label={t("export.password")} error={problem?.text ?? null}>
            <Input
              {...describe(fieldId, { error: problem?.text ?? null })}
              name="password"
              type="password"
              autoComplete="current-password"
              required
              maxLength={1000}
              data-first-focus
            />
          </Field>
          {refusal ? <ErrorPanel failure={refusal} /> : null}
        </form>
      </Dialog>
    </>
  );
}

/** Hands lines to the browser as a file. */
function save(lines: readonly string[]): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type: "text/plain" }));
  link.download = "proxies.txt";
  link.click();
  URL.revokeObjectURL(link.href);
}
