import type { Key, ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { type Column, Pager, Table } from "@/components/ui/table";
import { type Part, partHref } from "./part-href";

interface PartTableProps<Row> {
  userId: number;
  part: Part;
  caption: string;
  /** What is said when there is nothing. */
  empty: string;
  page: { items: Row[]; next_cursor: string | null };
  rowKey: (row: Row) => Key;
  columns: readonly Column<Row>[];
  link?: (row: Row) => { href: string; name: string };
  cursor: string | undefined;
  /** What the part is filtered by, kept from page to page. */
  filter?: Readonly<Record<string, string | undefined>>;
  children?: ReactNode;
}

/** A part of the card that is a table with pages. */
export function PartTable<Row>(props: PartTableProps<Row>) {
  const { userId, part, caption, empty, page, rowKey, columns, link, cursor, filter = {}, children } = props;
  return (
    <Card flush>
      {children}
      {page.items.length ? (
        <Table
          caption={caption}
          rows={page.items}
          rowKey={rowKey}
          columns={columns}
          {...(link ? { link } : {})}
        />
      ) : (
        <EmptyState>{empty}</EmptyState>
      )}
      <Pager
        nextHref={page.next_cursor && partHref(userId, part, { ...filter, cursor: page.next_cursor })}
        firstHref={cursor ? partHref(userId, part, filter) : null}
      />
    </Card>
  );
}

/** What every part takes: whose, and which page. */
export interface PartProps {
  userId: number;
  cursor: string | undefined;
}

/** Query of a page: a cursor only where there is one. */
export function pageQuery(cursor: string | undefined): { cursor?: string } {
  return cursor ? { cursor } : {};
}
