import type { ReactNode } from "react";

/** Why there is nothing, and one action. Tell "nothing yet" from "no match". */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-4 px-5 py-12 text-center text-muted">
      <p className="max-w-[44ch] text-balance">{children}</p>
      {action}
    </div>
  );
}
