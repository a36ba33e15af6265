import type { ReactNode } from "react";

/** A text of the catalogue: what stands between backticks is code. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
    index % 2 ? <Code key={index}>{part}</Code> : part,
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

/** Rows of facts under column heads; scrolls sideways on its own where it has to. */
export function DocsTable({
  heads,
  rows,
}: {
  heads: ReactNode[];
  rows: { key: string; cells: ReactNode[] }[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <div tabIndex={0} className="min-w-0 overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full text-left">
        <thead className="border-line border-b text-muted text-sm">
          <tr>
            {heads.map((head, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns of one table never move
              <th key={index} scope="col" className="h-9 px-4 font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={row.key} className="align-top">
              {row.cells.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the cells of one row never move
                <td key={index} className="px-4 py-2.5">
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
