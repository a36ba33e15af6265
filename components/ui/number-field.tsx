"use client";

import { type ComponentProps, useState } from "react";
import { useT } from "@/lib/messages/t";
import { IconButton } from "./button";
import { CONTROL, cx } from "./classes";

interface NumberFieldProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "min" | "max"> {
  value: number;
  min: number;
  max: number;
  /** Called with whole numbers inside the range only: at once while typing a valid one, on blur for the rest. */
  onValue: (value: number) => void;
}

/** A whole number with less and more. What is typed is left alone until blur, then clamped into the range, or put back when it is no whole number, and that is said. */
export function NumberField({ value, min, max, onValue, className, ...rest }: NumberFieldProps) {
  const t = useT("common");
  const [typed, setTyped] = useState<string | null>(null);
  const [isClamped, setClamped] = useState(false);
  const type = (text: string) => {
    setTyped(text);
    setClamped(false);
    const number = wholeNumber(text);
    if (number !== null && number >= min && number <= max) onValue(number);
  };
  const settle = () => {
    const number = typed === null ? null : wholeNumber(typed);
    setTyped(null);
    if (typed === null) return;
    setClamped(number === null || number < min || number > max);
    if (number === null) return;
    onValue(Math.min(max, Math.max(min, number)));
  };
  const step = (by: number) => {
    setTyped(null);
    setClamped(false);
    onValue(Math.min(max, Math.max(min, value + by)));
  };
  return (
    <div className={cx("relative flex items-center gap-1", className)}>
      <IconButton label={t("decrease")} tone="plain" disabled={value <= min} onClick={() => step(-1)}>
        <Sign>−</Sign>
      </IconButton>
      <input
        {...rest}
        inputMode="numeric"
        autoComplete="off"
        role="spinbutton"
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        value={typed ?? String(value)}
        onChange={(event) => type(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
          if (by) event.preventDefault();
          if (by) step(by);
          if (event.key === "Enter") settle();
        }}
        className={cx(CONTROL, "min-w-16 text-center tabular-nums")}
      />
      <IconButton label={t("increase")} tone="plain" disabled={value >= max} onClick={() => step(1)}>
        <Sign>+</Sign>
      </IconButton>
      <span
        role="status"
        className="pointer-events-none absolute top-full right-0 left-0 pt-1 text-center text-sm text-warn"
      >
        {isClamped ? t("range", { min: String(min), max: String(max) }) : null}
      </span>
    </div>
  );
}

/** Drawn by the font: this control stands on the page that strangers wait for. */
function Sign({ children }: { children: string }) {
  return (
    <span aria-hidden="true" className="text-lg">
      {children}
    </span>
  );
}

function wholeNumber(text: string): number | null {
  const digits = text.trim();
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
