"use client";

import type { ReactNode } from "react";
import { Selection } from "@/components/form/selection";
import { BulkBar } from "./bulk-bar";
import { BulkRenewDialog } from "./bulk-renew";
import type { Selectable } from "./states-bulk";
import { useBulkRenewal } from "./use-bulk-renewal";

interface SelectionAreaProps {
  rows: readonly Selectable[];
  /** The user's id: what was begun before a reload belongs to nobody else in this tab. */
  buyer: number;
  children: ReactNode;
}

/** The rows of this page that are selected, and what can be done with them. */
export function SelectionArea({ rows, buyer, children }: SelectionAreaProps) {
  const bulk = useBulkRenewal(buyer);
  return (
    <>
      <Selection
        rows={rows}
        bar={(selected, clear) => (
          <BulkBar rows={selected} onRenew={() => bulk.open(selected)} onClear={clear} />
        )}
      >
        {children}
      </Selection>
      <BulkRenewDialog bulk={bulk} />
    </>
  );
}
