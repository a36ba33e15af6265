import type { ReactNode } from "react";
import { WithContact } from "@/components/ui/with-contact";

/** A text of the catalogue: what stands between backticks is code, and whom it says to write to is named. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
    index % 2 ? <Code key={index}>{part}</Code> : <WithContact key={index} text={part} />,
  );
}

/** A name of the API within a text. */
export function Code({ children }: { children: ReactNode }) {
  return (
    <code className="break-words rounded-[4px] bg-hover px-1 py-px font-mono text-[0.92em]">{children}</code>
  );
}

/** A part of a page, with its own link. */
export function DocsSection(props: { id: string; title: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby={props.id} className="mt-8 flex min-w-0 flex-col gap-3">
      <h2 id={props.id} className="scroll-mt-20 text-lg">
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}

/** Rows of facts under column heads. On a phone each row is a block, and its cells name their column. */
export function DocsTable({ heads, rows }: { heads: string[]; rows: { key: string; cells: ReactNode[] }[] }) {
  return (
    <div className="min-w-0 overflow-hidden rounded-card border border-line bg-surface">
      <table className="w-full text-left max-md:block">
        <thead className="border-line border-b text-muted text-sm max-md:sr-only">
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="h-9 px-4 font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-md:block">
          {rows.map((row) => (
            <tr key={row.key} className="align-top max-md:block max-md:px-4 max-md:py-2.5">
              {row.cells.map((cell, index) => (
                <td key={heads[index]} className="px-4 py-2.5 max-md:block max-md:px-0 max-md:py-0.5">
                  <span aria-hidden="true" className="text-muted md:hidden">{`${heads[index]}: `}</span>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
