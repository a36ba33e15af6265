"use client";

import { type FormEvent, useId, useState, useTransition } from "react";
import { announce } from "@/components/ui/announcer";
import { type ApiRequest, AsCurl } from "@/components/ui/as-curl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel } from "@/components/ui/error-panel";
import { describe, Field, Input } from "@/components/ui/field";
import { Tag } from "@/components/ui/icons";
import { useT } from "@/lib/messages/t";
import { nameSubscription } from "../actions";
import type { Refusal } from "../states";

/** The "Label" button and its dialog. What was typed stays when it was refused. */
export function LabelForm(props: { subscriptionId: number; label: string | null; request: ApiRequest }) {
  const { subscriptionId, label, request } = props;
  const t = useT("card");
  const words = useT("common");
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, start] = useTransition();
  const hint = t("label.hint");
  const open = () => {
    setTyped(label ?? "");
    setRefusal(null);
    setOpen(true);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    start(async () => {
      try {
        const end = await nameSubscription({ id: subscriptionId, label: typed });
        if (end.state === "refused") return setRefusal(end.refusal);
        setOpen(false);
        announce(t("label.saved"), { silent: true });
      } catch {
        announce(t("lost"), { tone: "bad" });
      }
    });
  };
  return (
    <>
      <Button onClick={open}>
        <Tag />
        {t("label.edit")}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t("label.title")}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{words("cancel")}</Button>
            <Button type="submit" form={`${id}-form`} tone="primary" pending={isPending}>
              {words("save")}
            </Button>
          </>
        }
      >
        <form id={`${id}-form`} onSubmit={save} className="grid gap-3">
          <Field id={id} label={t("label.name")} hint={hint}>
            <Input
              {...describe(id, { hint })}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
          <AsCurl request={{ ...request, body: { label: typed.trim() || null } }} />
          {refusal ? <ErrorPanel failure={refusal} /> : null}
        </form>
      </Dialog>
    </>
  );
}
