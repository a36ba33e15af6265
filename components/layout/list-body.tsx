import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/table";
import { listHref } from "@/lib/list-url";
import { useT } from "@/lib/messages/t";

interface ListBodyProps {
  /** The list's path, without a query. */
  path: string;
  /** What stands in the URL: the filters, and the cursor of a later page. */
  search: { cursor?: string | undefined } & Readonly<Record<string, string | undefined>>;
  nextCursor: string | null;
  title?: ReactNode;
  /** Why there is nothing at all, and what to do about it. */
  none: ReactNode;
  firstAct?: ReactNode;
  /** Why nothing fits the filters. */
  noMatch: ReactNode;
  /** The rows; `null` when there are none. */
  children: ReactNode;
}

/** A list that filters and pages in the URL: its rows, or why there are none, and the way to other pages. */
export function ListBody(props: ListBodyProps) {
  const t = useT("common");
  const { path, nextCursor, children } = props;
  const { cursor, ...filters } = props.search;
  const isFiltered = Object.values(filters).some(Boolean);
  return (
    <Card flush title={props.title}>
      {children ?? (
        <EmptyState
          action={isFiltered ? <ButtonLink href={path}>{t("clearFilters")}</ButtonLink> : props.firstAct}
        >
          {isFiltered ? props.noMatch : props.none}
        </EmptyState>
      )}
      <Pager
        nextHref={nextCursor && listHref(path, { ...filters, cursor: nextCursor })}
        firstHref={cursor ? listHref(path, filters) : null}
      />
    </Card>
  );
}
