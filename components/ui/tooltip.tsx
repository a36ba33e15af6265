"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { placeBeside } from "./place";

/** A few words about what is pointed at or focused. Stays while pointed at, Esc hides it. Wrap one focusable thing. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    anchor.current?.querySelector("a, button, input, [tabindex]")?.setAttribute("aria-describedby", id);
  }, [id]);
  const show = () => {
    if (!bubble.current || !anchor.current || bubble.current.matches(":popover-open")) return;
    bubble.current.showPopover();
    placeBeside(bubble.current, anchor.current, "top");
  };
  const hide = () => bubble.current?.hidePopover();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for what happens to the thing inside
    <span
      ref={anchor}
      className="inline-flex"
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={hide}
      onKeyDown={(event) => event.key === "Escape" && hide()}
    >
      {children}
      <span
        ref={bubble}
        id={id}
        role="tooltip"
        popover="manual"
        className="fixed m-0 max-w-64 rounded-control bg-text px-2 py-1 text-ground text-xs shadow-float"
      >
        {text}
      </span>
    </span>
  );
}
