import type { ReactNode } from "react";

/** A page's title, one sentence at most, and its one main action at the right. */
export function PageHead(props: {
  title: ReactNode;
  lead?: ReactNode;
  action?: ReactNode;
  above?: ReactNode;
}) {
  return (
    <header className="mb-6">
      {props.above ? <div className="mb-2 text-muted text-sm [&_a]:text-accent">{props.above}</div> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-title wrap-anywhere">{props.title}</h1>
          {props.lead ? <p className="mt-0.5 text-muted">{props.lead}</p> : null}
        </div>
        {props.action}
      </div>
    </header>
  );
}
