import type { ComponentProps, ReactNode } from "react";
import { cx } from "./classes";
import { Link } from "./link";
import { Spinner } from "./spinner";

type Tone = "primary" | "plain" | "quiet" | "danger";
type Size = "medium" | "small";

interface Look {
  tone?: Tone;
  size?: Size;
}

const TONES: Record<Tone, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:brightness-95 active:brightness-90",
  plain: "border-strong bg-surface text-text hover:bg-hover",
  quiet: "border-transparent text-muted hover:bg-hover hover:text-text",
  danger: "border-transparent bg-bad text-on-accent hover:brightness-95 active:brightness-90",
};

const SIZES: Record<Size, string> = {
  medium: "h-9 px-3.5 max-md:h-11 max-md:px-4",
  small: "h-7 px-2.5 text-sm max-md:h-9",
};

/** The looks of a button, for elements that are not one. */
export function buttonLook({ tone = "plain", size = "medium" }: Look): string {
  return cx(
    "relative inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-control border font-medium",
    "whitespace-nowrap transition-[background-color,filter] [&_svg]:size-4 [&_svg]:shrink-0",
    "disabled:opacity-50 aria-disabled:opacity-50",
    TONES[tone],
    SIZES[size],
  );
}

/** A button. `pending` shows a spinner in the place of the text and refuses clicks, the width stays. */
export function Button(props: ComponentProps<"button"> & Look & { pending?: boolean }) {
  const { tone, size, pending, className, children, disabled, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      className={cx(buttonLook({ tone, size }), className)}
    >
      <span className={cx("inline-flex items-center gap-2", pending && "opacity-0")}>{children}</span>
      {pending ? (
        <span className="absolute">
          <Spinner />
        </span>
      ) : null}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink(props: ComponentProps<typeof Link> & Look) {
  const { tone, size, className, ...rest } = props;
  return <Link {...rest} className={cx(buttonLook({ tone, size }), className)} />;
}

/** A square button with an icon only; `label` is its name and its title. */
export function IconButton(props: ComponentProps<"button"> & Look & { label: string; children: ReactNode }) {
  const { tone = "quiet", size = "medium", label, className, ...rest } = props;
  const square = size === "small" ? "w-7 px-0! max-md:w-9" : "w-9 px-0! max-md:w-11";
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={cx(buttonLook({ tone, size }), square, className)}
    />
  );
}
