"use client";

import { useRef } from "react";
import type { ActEnd } from "./act";
import { newIdempotencyKey } from "./idempotency-key";

/** Gives the key for a try: the last one again while its outcome is unknown and the form says the same. */
export function useIdempotencyKey(state: ActEnd): (fields: FormData) => string {
  const last = useRef({ key: "", text: "" });
  return (fields) => {
    const text = JSON.stringify([...fields].filter(([name]) => name !== "idempotency_key"));
    const isOpen = state.end === "refused" && state.failure.charged === "unknown";
    if (!isOpen || last.current.text !== text) last.current = { key: newIdempotencyKey(), text };
    return last.current.key;
  };
}
