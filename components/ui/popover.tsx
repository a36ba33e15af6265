"use client";

import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  type ToggleEvent,
  useId,
  useRef,
  useState,
} from "react";
import { cx } from "./classes";
import { placeBeside } from "./place";

type Side = "bottom" | "top";

interface PopoverProps {
  /** What the button shows. */
  trigger: ReactNode;
  /** The button's name, when `trigger` is not words. */
  label?: string;
  triggerClass?: string;
  children?: ReactNode;
  /** More, made only while the panel is open: for what is of no use without JavaScript. */
  later?: ReactNode;
  side?: Side;
  panelClass?: string;
}

const PANEL =
  "appear fixed m-0 max-h-[80dvh] max-w-[calc(100vw-16px)] overflow-y-auto rounded-card border border-line bg-raised text-text shadow-float";

/** A panel that a button opens, on the browser's Popover API: Esc and a click outside close it, focus comes back. */
export function Popover(props: PopoverProps) {
  const { trigger, label, triggerClass, children, later, side, panelClass } = props;
  const { id, button, panel, place } = usePanel(side);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        aria-haspopup="dialog"
        className={triggerClass}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onBeforeToggle={(event) => setOpen(event.newState === "open")}
        onToggle={place}
        className={cx(PANEL, "p-3", panelClass)}
      >
        {children}
        {isOpen ? later : null}
      </div>
    </>
  );
}

/** A list of acts: children are `MenuItem`s. Arrows, Home, End move; Enter acts; Esc closes. */
export function Menu(props: Omit<PopoverProps, "later">) {
  const { trigger, label, triggerClass, children, side, panelClass } = props;
  const { id, button, panel, place } = usePanel(side);
  const move = (event: KeyboardEvent) => {
    const items = itemsOf(panel);
    const at = items.findIndex((item) => item.matches(":focus"));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    items.at(next % items.length)?.focus();
  };
  const opened = (event: ToggleEvent<HTMLElement>) => {
    place(event);
    if (event.newState === "open") itemsOf(panel)[0]?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        aria-haspopup="menu"
        className={triggerClass}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onToggle={opened}
        onKeyDown={move}
        onClick={() => panel.current?.hidePopover()}
        className={cx(PANEL, "min-w-44 p-1", panelClass)}
      >
        {children}
      </div>
    </>
  );
}

/** One act of a `Menu`. */
export function MenuItem(props: {
  children: ReactNode;
  onSelect: () => void;
  danger?: boolean;
  disabled?: boolean;
}) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      disabled={props.disabled}
      onClick={props.onSelect}
      className={cx(
        "flex h-8 w-full items-center gap-2 rounded-control px-2 text-left outline-none hover:bg-hover focus:bg-hover max-md:h-11",
        "disabled:opacity-50 [&_svg]:size-4",
        props.danger && "text-bad",
      )}
    >
      {props.children}
    </button>
  );
}

function usePanel(side: Side = "bottom") {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const place = (event: ToggleEvent<HTMLElement>) => {
    if (event.newState === "open" && button.current && panel.current) {
      placeBeside(panel.current, button.current, side);
    }
  };
  return { id, button, panel, place };
}

function itemsOf(panel: RefObject<HTMLDivElement | null>): HTMLElement[] {
  return [...(panel.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? [])];
}
