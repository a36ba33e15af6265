"use client";

import { useState, useTransition } from "react";
import { announce } from "@/components/ui/announcer";
import { type ApiRequest, AsCurl } from "@/components/ui/as-curl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel } from "@/components/ui/error-panel";
import { KeyRound } from "@/components/ui/icons";
import { useT } from "@/lib/messages/t";
import { replaceCredentials } from "../actions";
import type { Refusal } from "../states";

interface NewPasswordProps {
  subscriptionId: number;
  name: string;
  request: ApiRequest;
  onReplaced: () => void;
}

/** Replaces the credentials, after a dialog that says who is cut off. */
export function NewPassword({ subscriptionId, name, request, onReplaced }: NewPasswordProps) {
  const t = useT("card");
  const words = useT("common");
  const [isOpen, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, start] = useTransition();
  const open = () => {
    setRefusal(null);
    setOpen(true);
  };
  const replace = () =>
    start(async () => {
      try {
        const end = await replaceCredentials({ id: subscriptionId });
        if (end.state === "refused") return setRefusal(end.refusal);
        setOpen(false);
        onReplaced();
        announce(t("rotate.done"));
      } catch {
        announce(t("lost"), { tone: "bad" });
      }
    });
  return (
    <>
      <Button size="small" onClick={open}>
        <KeyRound />
        {t("rotate.button")}
        <span className="sr-only"> {t("rotate.buttonOf")}</span>
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t("rotate.title", { name })}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{words("cancel")}</Button>
            <Button tone="danger" onClick={replace} pending={isPending}>
              {t("rotate.confirm")}
            </Button>
          </>
        }
      >
        <p>{t("rotate.consequence")}</p>
        <AsCurl request={{ ...request, body: {} }} />
        {refusal ? (
          <div className="mt-3">
            <ErrorPanel failure={refusal} />
          </div>
        ) : null}
      </Dialog>
    </>
  );
}
