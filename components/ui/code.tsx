import { cx } from "./classes";

interface CodeProps {
  children: string;
  /** What the code is, for who comes to it by keyboard. */
  label: string;
  /** Not to be copied: something in it is a stand-in. */
  masked?: boolean;
  /** Names it for the test that runs it. */
  example?: string;
  className?: string;
}

/** Code as it is pasted, line by line. Where a line is longer than the place, it scrolls and fades at that edge. */
export function Code({ children, label, masked, example, className }: CodeProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group, but of no fields; as a region, each would be a landmark
    <pre
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: code that scrolls has to be reachable by keyboard
      tabIndex={0}
      data-example={example}
      className={cx(
        "scroll-fade overflow-x-auto font-mono text-sm",
        masked && "select-none text-muted",
        className,
      )}
    >
      {children}
    </pre>
  );
}
