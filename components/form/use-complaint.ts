"use client";

import { type InvalidEvent, useState } from "react";
import { useT } from "@/lib/messages/t";

type Control = HTMLInputElement | HTMLTextAreaElement;

/**
 * What is wrong with a control, to stand beside it: spread `control` on it. The browser's bubble, which goes by itself
 * and covers what is under it, stays away; the first wrong control of the form has the focus. `wrong` says what a
 * text lacks that is not taken, in the reader's words.
 */
export function useComplaint(wrong?: string) {
  const t = useT("common");
  const [error, setError] = useState<string | null>(null);
  const onInvalid = (event: InvalidEvent<Control>) => {
    event.preventDefault();
    const { validity, validationMessage, form } = event.currentTarget;
    const missing = validity.valueMissing ? t("missing") : validationMessage;
    setError(validity.customError ? validationMessage : (wrong ?? missing));
    if (form?.querySelector(":invalid:not(fieldset)") === event.currentTarget) event.currentTarget.focus();
  };
  return { error, control: { "data-tells": "", onInvalid, onInput: () => setError(null) } };
}
