"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { Checkbox } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";

interface Ticks {
  ids: ReadonlySet<number>;
  toggle: (id: number, on: boolean) => void;
}

const TickContext = createContext<Ticks>({ ids: new Set(), toggle: () => undefined });

interface SelectionProps<Row> {
  rows: readonly Row[];
  /** The list whose rows carry a `SelectRow`. */
  children: ReactNode;
  /** What can be done with what is selected; nothing stands there while nothing is. */
  bar: (selected: readonly Row[], clear: () => void) => ReactNode;
}

/** The rows of this page that are selected. Rows that left the page drop out. Client pages ship `bulk`. */
export function Selection<Row extends { id: number }>({ rows, children, bar }: SelectionProps<Row>) {
  const t = useT("bulk");
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const selected = rows.filter(({ id }) => ids.has(id));
  const ticks = useMemo(
    () => ({
      ids,
      toggle: (id: number, on: boolean) =>
        setIds((before) => new Set(on ? [...before, id] : [...before].filter((other) => other !== id))),
    }),
    [ids],
  );
  const isAll = selected.length === rows.length;
  return (
    <TickContext value={ticks}>
      <div className="border-line border-b px-5 py-2 max-md:px-4">
        <Checkbox
          label={t("selectPage")}
          checked={isAll}
          ref={(input) => {
            if (input) input.indeterminate = selected.length > 0 && !isAll;
          }}
          onChange={() => setIds(new Set(isAll ? [] : rows.map(({ id }) => id)))}
          className="text-sm"
        />
      </div>
      {children}
      {selected.length ? bar(selected, () => setIds(new Set())) : null}
    </TickContext>
  );
}

/** The tick of a row. */
export function SelectRow({ id, name }: { id: number; name: string }) {
  const t = useT("bulk");
  const { ids, toggle } = useContext(TickContext);
  return (
    <label className="inline-flex size-6 shrink-0 items-center justify-center">
      <input
        type="checkbox"
        aria-label={t("select", { name })}
        checked={ids.has(id)}
        onChange={(event) => toggle(id, event.target.checked)}
        className="size-4 accent-accent"
      />
    </label>
  );
}
