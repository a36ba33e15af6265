"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { Checkbox } from "@/components/ui/field";
import { useT } from "@/lib/messages/t";
import { BulkBar } from "./bulk-bar";
import { BulkRenewDialog } from "./bulk-renew";
import type { Selectable } from "./states-bulk";
import { useBulkRenewal } from "./use-bulk-renewal";

interface Selection {
  ids: ReadonlySet<number>;
  toggle: (id: number, on: boolean) => void;
}

const SelectionContext = createContext<Selection>({ ids: new Set(), toggle: () => undefined });

interface SelectionAreaProps {
  rows: readonly Selectable[];
  /** The user's id: what was begun before a reload belongs to nobody else in this tab. */
  buyer: number;
  children: ReactNode;
}

/** The rows of this page that are selected, and what can be done with them. Rows that left the page drop out. */
export function SelectionArea({ rows, buyer, children }: SelectionAreaProps) {
  const t = useT("bulk");
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const bulk = useBulkRenewal(buyer);
  const selected = rows.filter(({ id }) => ids.has(id));
  const selection = useMemo(
    () => ({
      ids,
      toggle: (id: number, on: boolean) =>
        setIds((before) => new Set(on ? [...before, id] : [...before].filter((other) => other !== id))),
    }),
    [ids],
  );
  const isAll = selected.length === rows.length;
  return (
    <SelectionContext value={selection}>
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
      {selected.length ? (
        <BulkBar rows={selected} onRenew={() => bulk.open(selected)} onClear={() => setIds(new Set())} />
      ) : null}
      <BulkRenewDialog bulk={bulk} />
    </SelectionContext>
  );
}

/** The tick of a row. */
export function SelectRow({ id, name }: { id: number; name: string }) {
  const t = useT("bulk");
  const { ids, toggle } = useContext(SelectionContext);
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
