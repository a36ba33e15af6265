"use client";

import { useEffect, useState } from "react";
import { useT } from "@/lib/messages/t";
import { announce } from "./announcer";
import { Button, IconButton } from "./button";
import { Check, Copy, X } from "./icons";

interface CopyButtonProps {
  /** What is copied, or how to get it when it is not on the page (a secret). */
  text: string | (() => Promise<string>);
  /** What it is, for the button's name: "Copy {what}". */
  what: string;
  /** Shows the word beside the icon. */
  word?: boolean;
}

type Outcome = "ready" | "copied" | "failed";

/** Copies and says so, to eyes for two seconds and to screen readers. */
export function CopyButton({ text, what, word }: CopyButtonProps) {
  const t = useT("common");
  const [outcome, setOutcome] = useState<Outcome>("ready");
  useEffect(() => {
    if (outcome === "ready") return;
    const timer = setTimeout(() => setOutcome("ready"), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
      setOutcome("copied");
      announce(t("copied"), { silent: true });
    } catch {
      setOutcome("failed");
      announce(t("copyFailed"), { tone: "bad" });
    }
  };
  const Icon = { ready: Copy, copied: Check, failed: X }[outcome];
  const tint = { ready: "", copied: "text-good", failed: "text-bad" }[outcome];
  const icon = <Icon className={tint} />;
  if (word) {
    return (
      <Button size="small" onClick={copy} aria-label={t("copyOf", { what })}>
        {icon}
        {outcome === "copied" ? t("copied") : t("copy")}
      </Button>
    );
  }
  return (
    <IconButton size="small" label={t("copyOf", { what })} onClick={copy}>
      {icon}
    </IconButton>
  );
}
