import { type ReactNode, useId } from "react";
import { cx } from "./classes";

interface CardProps {
  title?: ReactNode;
  /** At the right of the title: a link, a small button, a badge. */
  action?: ReactNode;
  children: ReactNode;
  /** No padding inside, for tables and lists that reach the edges. */
  flush?: boolean;
  className?: string;
}

/** A surface with a hairline. With a title it is a named section. */
export function Card({ title, action, children, flush, className }: CardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={cx("min-w-0 rounded-card border border-line bg-surface", className)}
    >
      {title || action ? (
        <header className="flex min-h-12 items-center justify-between gap-3 px-5 pt-3 pb-1 max-md:px-4">
          <h2 id={title ? id : undefined} className="text-lg">
            {title}
          </h2>
          {action}
        </header>
      ) : null}
      <div
        className={
          flush ? "pt-1" : cx("px-5 pb-5 max-md:px-4 max-md:pb-4", title || action ? "pt-2" : "pt-5")
        }
      >
        {children}
      </div>
    </section>
  );
}

/** Names and values, one pair a line, values right. */
export function Facts({ rows }: { rows: { label: ReactNode; value: ReactNode; key?: string }[] }) {
  return (
    <dl className="divide-y divide-line">
      {rows.map((row, index) => (
        <div key={row.key ?? index} className="flex min-h-10 items-center justify-between gap-4 py-2">
          <dt className="text-muted">{row.label}</dt>
          <dd className="min-w-0 text-right">{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The one number that a page is about: its name, itself, and a line on it. */
export function Figure(props: { label: ReactNode; children: ReactNode; note?: ReactNode }) {
  return (
    <div>
      <p className="text-muted">{props.label}</p>
      <p className="mt-1 font-medium text-figure tabular-nums tracking-tight">{props.children}</p>
      {props.note ? <p className="mt-1 text-muted">{props.note}</p> : null}
    </div>
  );
}

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-[4px] border border-strong bg-ground px-1 font-mono text-muted text-xs">
      {children}
    </kbd>
  );
}
