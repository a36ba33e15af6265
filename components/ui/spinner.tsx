import { LoaderCircle } from "./icons";

/** The only thing that loops. The text beside it, or the busy control around it, says what is waited for. */
export function Spinner() {
  return <LoaderCircle className="spin size-4" />;
}

/** A place in the final layout that is still empty. Shown after 150 ms, so quick answers do not flicker. */
export function Skeleton({ className = "h-4 w-full" }: { className?: string }) {
  return <span aria-hidden="true" className={`appear-late block rounded-control bg-line ${className}`} />;
}
