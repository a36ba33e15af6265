"use client";

import { type RefObject, useEffect, useRef } from "react";

/** Puts the focus on the first wrong field after every answer, else on the one marked `data-first-focus`; give the ref to the form. */
export function useFocusInvalid(answer: unknown): RefObject<HTMLFormElement | null> {
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const find = (mark: string) => ref.current?.querySelector<HTMLElement>(mark);
    if (answer) (find('[aria-invalid="true"]') ?? find("[data-first-focus]"))?.focus();
  }, [answer]);
  return ref;
}
