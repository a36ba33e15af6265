"use client";

import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { useT } from "@/lib/messages/t";
import { Announcer } from "./announcer";
import { IconButton } from "./button";
import { X } from "./icons";

interface DialogProps {
  open: boolean;
  /** Asked to close: Esc, the cross, a click beside it. Ignore it to stay open. */
  onClose: () => void;
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  children: ReactNode;
  /** Buttons at the bottom; the main one last. */
  footer?: ReactNode;
  wide?: boolean;
}

/**
 * A modal dialog on the browser's own `<dialog>`: the page behind is inert, Esc asks to close, focus comes back to
 * what had it. What carries `data-first-focus` has the focus first. Mounts its content only while open. On a phone it is a sheet at the bottom.
 */
export function Dialog({ open, onClose, title, description, children, footer, wide }: DialogProps) {
  const t = useT("common");
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const describedId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!open || !dialog) return;
    const before = document.activeElement;
    if (!dialog.open) dialog.showModal();
    const first = dialog.querySelector("[data-first-focus]");
    if (first instanceof HTMLElement) first.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [open]);
  if (!open) return null;
  const closeBeside = (event: MouseEvent) => {
    if (event.target === ref.current) onClose();
  };
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      aria-describedby={description ? describedId : undefined}
      onMouseDown={closeBeside}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={`appear fixed inset-0 m-auto w-full overflow-hidden rounded-card border border-line bg-raised text-left font-normal text-base text-text shadow-float whitespace-normal backdrop:bg-veil max-md:mb-0 max-md:max-w-none max-md:rounded-b-none ${wide ? "max-w-2xl" : "max-w-md"}`}
    >
      <div className="flex max-h-[calc(100dvh-48px)] flex-col">
        <header className="flex items-start gap-3 px-5 pt-4 pb-1">
          <div className="grow pt-1">
            <h2 id={titleId} className="text-lg">
              {title}
            </h2>
            {description ? (
              <p id={describedId} className="mt-1 text-muted">
                {description}
              </p>
            ) : null}
          </div>
          <IconButton label={t("close")} onClick={onClose} className="-mr-2">
            <X />
          </IconButton>
        </header>
        <div className="grow overflow-y-auto px-5 py-3">{children}</div>
        {footer ? (
          <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3 max-md:flex-col-reverse max-md:pb-6">
            {footer}
          </footer>
        ) : null}
      </div>
      <Announcer />
    </dialog>
  );
}
