"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { newIdempotencyKey } from "./idempotency-key";

/** How an act on one item ended, in words. `unknown`: nobody knows, only the same key may ask again. */
export interface ItemEnd {
  end: "done" | "failed" | "unknown";
  text: string;
}

/** One act that can be done with many rows, one after the other. */
export interface BulkAct<Row> {
  /** The button's words. */
  label: string;
  /** Names how many: "Suspend 3 subscriptions". */
  title: (count: number) => string;
  /** What it does to each, before it happens. */
  effect: string;
  danger?: boolean;
  isFor: (row: Row) => boolean;
  /** What it comes to, before it happens. */
  sum?: (rows: readonly Row[]) => ReactNode;
  act: (row: Row, reason: string, idempotencyKey: string) => Promise<ItemEnd>;
}

export interface BulkItem<Row> {
  row: Row;
  idempotencyKey: string;
  end: ItemEnd["end"] | "waiting" | "busy";
  text: string;
}

/** An act on what was selected; it stays so while the list behind changes. */
export interface BulkRun<Row> {
  act: BulkAct<Row>;
  items: readonly BulkItem<Row>[];
  /** How many of those selected it is not for. */
  skipped: number;
  reason: string;
  state: "new" | "running" | "over";
}

/**
 * One act from its question to what became of each item. Each item has a key of its own, which goes out again while
 * nobody knows how it ended; a refused one is tried anew with another. Those that are done are never asked again.
 */
export function useBulkRun<Row>() {
  const router = useRouter();
  const [run, setRun] = useState<BulkRun<Row> | null>(null);
  const isBusy = useRef(false);
  const isStopped = useRef(false);
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );

  const open = (act: BulkAct<Row>, selected: readonly Row[]) => {
    const rows = selected.filter(act.isFor);
    const items = rows.map((row) => ({ row, idempotencyKey: "", end: "waiting", text: "" }) as const);
    setRun({ act, items, skipped: selected.length - rows.length, reason: "", state: "new" });
  };

  const start = async (from: BulkRun<Row>, reason: string) => {
    if (isBusy.current) return;
    isBusy.current = true;
    isStopped.current = false;
    const items = [...from.items];
    const put = (state: "running" | "over") => setRun({ ...from, reason, items: [...items], state });
    for (const [index, item] of items.entries()) {
      if (item.end === "done") continue;
      if (isStopped.current) break;
      const idempotencyKey = item.end === "unknown" ? item.idempotencyKey : newIdempotencyKey();
      items[index] = { ...item, idempotencyKey, end: "busy", text: "" };
      put("running");
      const lost = (): ItemEnd => ({ end: "unknown", text: "" });
      const end = await from.act.act(item.row, reason, idempotencyKey).catch(lost);
      items[index] = { ...item, idempotencyKey, ...end };
    }
    isBusy.current = false;
    put("over");
  };

  /** Begins no further item. */
  const stop = () => {
    isStopped.current = true;
  };

  const close = () => {
    if (isBusy.current) return;
    if (run && run.state !== "new") router.refresh();
    setRun(null);
  };
  return { run, open, start, stop, close };
}
