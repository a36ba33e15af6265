const MINUTE_MS = 60_000;
/** More of them tell nothing new, and whoever causes them could fill a disk. */
const MOST_LINES = 20;

/** What a minute's lines came to, beyond those that were printed. */
export interface KeptBack {
  /** Requests that their sender broke off. */
  aborted: number;
  /** Other lines, beyond the first few of the minute. */
  others: number;
}

type Print = (...args: unknown[]) => void;
type Console = Record<"error" | "warn", Print>;

/**
 * Keeps what a library prints within bounds: a request that its sender broke off is only counted, and of all else so
 * many lines a minute are printed. `report` gets each minute's count, when there is one. Answers how to undo it.
 */
export function quietConsole(console: Console, report: (kept: KeptBack) => void): () => void {
  const { error, warn } = console;
  let kept: KeptBack = { aborted: 0, others: 0 };
  let printed = 0;
  const quiet =
    (print: Print): Print =>
    (...args) => {
      if (args.some(isAbort)) kept.aborted++;
      else if (printed >= MOST_LINES) kept.others++;
      else {
        printed++;
        print.apply(console, args);
      }
    };
  const tell = () => {
    const before = kept;
    kept = { aborted: 0, others: 0 };
    printed = 0;
    if (before.aborted || before.others) report(before);
  };
  console.error = quiet(error);
  console.warn = quiet(warn);
  const timer = setInterval(tell, MINUTE_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    Object.assign(console, { error, warn });
    tell();
  };
}

/** Node's error of a request whose connection went away before its end. */
function isAbort(value: unknown): boolean {
  if (!(value instanceof Error)) return false;
  if (value.message === "aborted" || value.name === "ResponseAborted") return true;
  return value.cause !== undefined && isAbort(value.cause);
}
