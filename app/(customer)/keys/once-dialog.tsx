"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useId, useState, useTransition } from "react";
import { ProofField } from "@/app/_keys/proof-field";
import { useFocusInvalid } from "@/components/form/use-focus-invalid";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel } from "@/components/ui/error-panel";
import { useT } from "@/lib/messages/t";
import { ShownOncePart } from "./shown-once-part";
import type { KeyEnd, Wrong } from "./states";

interface OnceDialogProps {
  trigger: ReactNode;
  /** The trigger's name where its words alone don't tell which key. */
  name?: string;
  tone?: "primary" | "plain";
  size?: "medium" | "small";
  title: string;
  description?: string;
  submit: string;
  wide?: boolean;
  act: (form: FormData) => Promise<KeyEnd>;
  /** Where the API tells whose a key is, for the command to try a new one with. */
  meUrl: string;
  fields: (wrong: readonly Wrong[]) => ReactNode;
}

/** A form whose answer is shown once, in the same dialog: it is forgotten when the dialog closes. */
export function OnceDialog(props: OnceDialogProps) {
  const t = useT("keys");
  const words = useT("common");
  const router = useRouter();
  const formId = useId();
  const [isOpen, setOpen] = useState(false);
  const [end, setEnd] = useState<KeyEnd | null>(null);
  const [isPending, start] = useTransition();
  const form = useFocusInvalid(end?.state === "refused" ? end : null);
  const shown = end?.state === "made" ? end.shown : null;
  const wrong = end?.state === "refused" ? end.wrong : [];
  const close = () => {
    if (isPending) return;
    setOpen(false);
    setEnd(null);
    if (shown) router.refresh();
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    start(async () => {
      try {
        setEnd(await props.act(fields));
      } catch {
        announce(t("lost"), { tone: "bad" });
      }
    });
  };
  const ask = (
    <>
      <Button onClick={close}>{words("cancel")}</Button>
      <Button type="submit" form={formId} tone="primary" pending={isPending}>
        {props.submit}
      </Button>
    </>
  );
  const kept = (
    <Button tone="primary" onClick={close}>
      {t("once.kept")}
    </Button>
  );
  return (
    <>
      <Button
        tone={props.tone ?? "plain"}
        size={props.size ?? "medium"}
        aria-label={props.name}
        onClick={() => setOpen(true)}
      >
        {props.trigger}
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        title={props.title}
        description={shown ? t("once.lead") : props.description}
        wide={props.wide ?? false}
        footer={shown ? kept : ask}
      >
        {shown ? (
          <ShownOncePart shown={shown} meUrl={props.meUrl} />
        ) : (
          <form id={formId} ref={form} onSubmit={send} noValidate className="flex flex-col gap-4 pb-1">
            {props.fields(wrong)}
            {end?.state === "unproven" ? <ProofField end={end} /> : null}
            {end?.state === "refused" && !wrong.length ? <ErrorPanel failure={end.failure} /> : null}
          </form>
        )}
      </Dialog>
    </>
  );
}
