import { LoaderCircle } from "lucide-react";
import { useT } from "@/lib/messages/t";

/** The only thing that loops. Its name is read out unless the text beside it says what is waited for. */
export function Spinner({ label }: { label?: string | false }) {
  const t = useT("common");
  return (
    <span className="inline-flex" role={label === false ? undefined : "status"}>
      <LoaderCircle aria-hidden="true" className="spin size-4" strokeWidth={1.5} />
      {label === false ? null : <span className="sr-only">{label ?? t("waiting")}</span>}
    </span>
  );
}

/** A place in the final layout that is still empty. Shown after 150 ms, so quick answers do not flicker. */
export function Skeleton({ className = "h-4 w-full" }: { className?: string }) {
  return <span aria-hidden="true" className={`appear-late block rounded-control bg-line ${className}`} />;
}
