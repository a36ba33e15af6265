import type { ReactNode } from "react";

/** What a form did, in its place; read out when it appears. */
export function DoneNote({ children }: { children: ReactNode }) {
  return (
    <div role="status" className="appear flex flex-col gap-4">
      {children}
    </div>
  );
}
