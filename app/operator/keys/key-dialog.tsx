"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useId, useRef, useState, useTransition } from "react";
import type { Unproven } from "@/app/_keys/proof";
import { ProofField } from "@/app/_keys/proof-field";
import { clearComplaint, complain } from "@/components/form/complain";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel, type Failure } from "@/components/ui/error-panel";
import { useT } from "@/lib/messages/t";
import { ShownOnce } from "./shown-once";
import type { KeyEnd } from "./states";

interface KeyDialogProps {
  trigger: ReactNode;
  tone?: "primary" | "plain";
  size?: "medium" | "small";
  title: string;
  description: string;
  submit: string;
  act: (form: FormData) => Promise<KeyEnd>;
  children: ReactNode;
}

/** A button and a dialog that makes a key and shows it once: closed, it has forgotten it. */
export function KeyDialog({ trigger, tone = "plain", size = "medium", ...props }: KeyDialogProps) {
  const t = useT("operatorKeys");
  const words = useT("common");
  const router = useRouter();
  const formId = useId();
  const ref = useRef<HTMLFormElement>(null);
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Extract<KeyEnd, { state: "made" }> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [unproven, setUnproven] = useState<Unproven | null>(null);
  const [isPending, start] = useTransition();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    start(async () => {
      try {
        const next = await props.act(form);
        setFailure(next.state === "refused" ? complain(ref.current, next.failure) : null);
        setUnproven(next.state === "unproven" ? next : null);
        if (next.state === "made") setMade(next);
      } catch {
        setOpen(false);
        announce(t("lost"), { tone: "bad" });
      }
    });
  };
  const close = () => {
    if (isPending) return;
    setOpen(false);
    setMade(null);
    setFailure(null);
    setUnproven(null);
    if (made) router.refresh();
  };
  return (
    <>
      <Button tone={tone} size={size} onClick={() => setOpen(true)}>
        {trigger}
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={props.title}
        description={made ? t("shownOnce") : props.description}
        footer={
          made ? (
            <Button tone="primary" onClick={close}>
              {t("done")}
            </Button>
          ) : (
            <>
              <Button onClick={close}>{words("cancel")}</Button>
              <Button type="submit" form={formId} tone="primary" pending={isPending}>
                {props.submit}
              </Button>
            </>
          )
        }
      >
        {made ? (
          <ShownOnce made={made} />
        ) : (
          <form
            id={formId}
            ref={ref}
            onSubmit={send}
            onInput={(event) => clearComplaint(event.target)}
            className="flex flex-col gap-4 pb-1"
          >
            {props.children}
            {unproven ? <ProofField end={unproven} /> : null}
            {failure ? <ErrorPanel failure={failure} /> : null}
          </form>
        )}
      </Dialog>
    </>
  );
}
