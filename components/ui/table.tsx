import type { Key, ReactNode } from "react";
import { useT } from "@/lib/messages/t";
import { buttonLook } from "./button";
import { cx } from "./classes";
import { ArrowDown, ArrowUp } from "./icons";
import { Link } from "./link";

export interface Column<Row> {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  align?: "right";
  /** The place on a phone's card: 1 top left (the title), 2 top right, 3 bottom left, 4 bottom right, 5 a line of its own under them. Others are hidden. */
  phone?: 1 | 2 | 3 | 4 | 5;
  /** On a phone its head stands before the value, which alone would say nothing. */
  named?: boolean;
  /** The URL that sorts by this column, and how it is sorted now. */
  sort?: { href: string; direction?: "asc" | "desc" };
  className?: string;
}

interface TableProps<Row> {
  /** Names the table for screen readers. */
  caption: string;
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  columns: readonly Column<Row>[];
  /** Where a row leads and how the link is called; the whole row is then a link. */
  link?: (row: Row) => { href: string; name: string };
}

const PHONE = {
  1: "max-md:order-1",
  2: "max-md:order-2 max-md:justify-self-end max-md:text-right",
  3: "max-md:order-3 max-md:text-muted",
  4: "max-md:order-4 max-md:justify-self-end max-md:text-right max-md:text-muted",
  5: "max-md:order-5 max-md:col-span-2 max-md:empty:hidden",
};

/** A dense table; on a phone each row is a card with four fields. Put it in a `Card flush`. */
export function Table<Row>({ caption, rows, rowKey, columns, link }: TableProps<Row>) {
  return (
    <div className="relative overflow-x-auto rounded-b-card">
      <table className="w-full text-sm max-md:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="max-md:sr-only">
          <tr className="border-line border-b text-left text-muted">
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map((row) => (
            <tr key={rowKey(row)} className={cx("row", link && "hover:bg-hover")}>
              {columns.map((column, index) => (
                <td
                  key={column.key}
                  className={cx(
                    "cell",
                    column.align === "right" && "text-right tabular-nums",
                    column.phone ? PHONE[column.phone] : "max-md:hidden",
                    column.className,
                  )}
                >
                  {index === 0 && link ? <RowLink {...link(row)} /> : null}
                  {column.named ? (
                    <span aria-hidden="true" className="text-muted md:hidden">
                      {column.head}:{" "}
                    </span>
                  ) : null}
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeadCell<Row>({ column }: { column: Column<Row> }) {
  const t = useT("common");
  const direction = column.sort?.direction;
  const Arrow = direction === "asc" ? ArrowUp : ArrowDown;
  const sorted = direction === "asc" ? "ascending" : direction === "desc" ? "descending" : undefined;
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={cx(
        "h-9 whitespace-nowrap px-3 font-normal first:pl-5 last:pr-5",
        column.align === "right" && "text-right",
      )}
    >
      {column.sort ? (
        <Link href={column.sort.href} className="inline-flex min-h-6 items-center gap-1 hover:text-text">
          {column.head}
          {direction ? <Arrow className="size-3.5" /> : null}
          {direction ? (
            <span className="sr-only">{t(direction === "asc" ? "sortedUp" : "sortedDown")}</span>
          ) : null}
        </Link>
      ) : (
        column.head
      )}
    </th>
  );
}

function RowLink({ href, name }: { href: string; name: string }) {
  const t = useT("common");
  return <Link href={href} aria-label={t("openRow", { name })} data-row-link="" className="row-link" />;
}

/** Keyset pages: on, and back to the first. `null` hides a side. */
export function Pager({ nextHref, firstHref }: { nextHref: string | null; firstHref: string | null }) {
  const t = useT("common");
  if (!nextHref && !firstHref) return null;
  return (
    <nav
      aria-label={t("pages")}
      className="flex justify-between gap-2 border-line border-t px-5 py-3 max-md:px-4"
    >
      {firstHref ? (
        <Link href={firstHref} className={buttonLook({ size: "small", tone: "quiet" })}>
          {t("firstPage")}
        </Link>
      ) : (
        <span />
      )}
      {nextHref ? (
        <Link href={nextHref} rel="next" className={buttonLook({ size: "small" })}>
          {t("nextPage")}
        </Link>
      ) : null}
    </nav>
  );
}
