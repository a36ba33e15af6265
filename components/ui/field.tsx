import type { ComponentProps, ReactNode } from "react";
import { useT } from "@/lib/messages/t";
import { CONTROL, cx } from "./classes";
import { ChevronDown } from "./icons";

interface FieldProps {
  /** Also the id of the control: give the same to it. */
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string | null;
  optional?: boolean;
  children: ReactNode;
}

/** A label over a control, a hint and an error under it. Spread `describe(id, …)` on the control. */
export function Field({ id, label, hint, error, optional, children }: FieldProps) {
  const t = useT("common");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="flex items-baseline justify-between font-medium">
        {label}
        {optional ? <span className="font-normal text-muted text-sm">{t("optional")}</span> : null}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      ) : null}
      {error ? <Complaint id={id}>{error}</Complaint> : null}
    </div>
  );
}

/** What is wrong with the control of that id, under it; read out when it appears. */
export function Complaint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-error`} role="alert" className="text-bad text-sm">
      {children}
    </p>
  );
}

/** The attributes that tie a control to its `Field`. */
export function describe(id: string, about: { hint?: ReactNode; error?: string | null }) {
  const ids = cx(about.hint ? `${id}-hint` : "", about.error ? `${id}-error` : "");
  return {
    id,
    "aria-describedby": ids || undefined,
    "aria-invalid": about.error ? (true as const) : undefined,
  };
}

/** One line of text; `mono` for addresses, keys and codes. */
export function Input({ mono, className, ...rest }: ComponentProps<"input"> & { mono?: boolean }) {
  return <input {...rest} className={cx(CONTROL, mono && "font-mono", className)} />;
}

/** Several lines of text. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={3} {...rest} className={cx(CONTROL, "h-auto! py-2", className)} />;
}

/** The browser's own list, so that it works with every keyboard and every phone. Children are `<option>`s. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <span className={cx("relative block", className)}>
      <select {...rest} className={cx(CONTROL, "appearance-none truncate pr-9")} />
      <ChevronDown className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted" />
    </span>
  );
}

type ToggleProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

/** A tick with its words. */
export function Checkbox({ label, hint, className, ...rest }: ToggleProps) {
  return (
    <label className={cx("flex min-h-6 items-start gap-2.5 py-0.5", className)}>
      <input {...rest} type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" />
      <ToggleText label={label} hint={hint} />
    </label>
  );
}

/** On or off, at once. */
export function Switch({ label, hint, className, ...rest }: ToggleProps) {
  return (
    <label className={cx("flex min-h-6 items-start gap-2.5", className)}>
      <input
        {...rest}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its own state, aria-checked would double it
        role="switch"
        className={cx(
          "relative h-5 w-9 shrink-0 appearance-none rounded-full border border-faint bg-surface transition-colors",
          "before:absolute before:top-[2px] before:left-[2px] before:size-3.5 before:rounded-full before:bg-faint before:transition-transform",
          "checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-on-accent disabled:opacity-50",
        )}
      />
      <ToggleText label={label} hint={hint} />
    </label>
  );
}

function ToggleText({ label, hint }: { label: ReactNode; hint?: ReactNode }) {
  return (
    <span>
      {label}
      {hint ? <span className="block text-muted text-sm">{hint}</span> : null}
    </span>
  );
}
