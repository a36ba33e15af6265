import type { ComponentProps } from "react";
import { cx } from "./classes";

/** The browser's range input in our looks. Give it a name: `aria-label` or a `Field`. */
export function Slider({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input
      {...rest}
      type="range"
      className={cx("block h-6 w-full cursor-pointer accent-accent max-md:h-9", className)}
    />
  );
}
