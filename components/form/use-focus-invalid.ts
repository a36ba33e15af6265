"use client";

import { type RefObject, useEffect, useRef } from "react";

/** Puts the focus on the first wrong field after every answer; give the ref to the form. */
export function useFocusInvalid(answer: unknown): RefObject<HTMLFormElement | null> {
  const ref = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (answer) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [answer]);
  return ref;
}
