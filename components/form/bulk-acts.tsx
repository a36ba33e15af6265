"use client";

import { type FormEvent, type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useT } from "@/lib/messages/t";
import { BulkItems } from "./bulk-items";
import { ReasonField } from "./reason-field";
import { Selection } from "./selection";
import { type BulkAct, type BulkRun, useBulkRun } from "./use-bulk-run";

export interface BulkRow {
  id: number;
  name: string;
}

interface BulkActsProps<Row> {
  rows: readonly Row[];
  acts: readonly BulkAct<Row>[];
  children: ReactNode;
}

/** A list whose rows are selected for acts on many, each for one reason. Client pages ship `bulk` and `operatorBulk`. */
export function BulkActs<Row extends BulkRow>({ rows, acts, children }: BulkActsProps<Row>) {
  const bulk = useBulkRun<Row>();
  return (
    <>
      <Selection
        rows={rows}
        bar={(selected, clear) => (
          <Bar rows={selected} acts={acts} onOpen={(act) => bulk.open(act, selected)} onClear={clear} />
        )}
      >
        {children}
      </Selection>
      {bulk.run ? <BulkDialog run={bulk.run} bulk={bulk} /> : null}
    </>
  );
}

interface BarProps<Row> {
  rows: readonly Row[];
  acts: readonly BulkAct<Row>[];
  onOpen: (act: BulkAct<Row>) => void;
  onClear: () => void;
}

function Bar<Row>({ rows, acts, onOpen, onClear }: BarProps<Row>) {
  const t = useT("bulk");
  const words = useT("operatorBulk");
  return (
    <section
      aria-label={words("bar")}
      className="appear sticky bottom-0 z-2 flex flex-wrap items-center gap-2 border-strong border-t bg-raised px-5 py-3 max-md:bottom-14 max-md:px-4"
    >
      <p className="mr-auto font-medium tabular-nums" aria-live="polite">
        {t("selected", { count: rows.length })}
      </p>
      {acts.map((act) => {
        const count = rows.filter(act.isFor).length;
        return (
          <Button key={act.label} size="small" disabled={count === 0} onClick={() => onOpen(act)}>
            {words("act", { act: act.label, count })}
          </Button>
        );
      })}
      <Button size="small" tone="quiet" onClick={onClear}>
        {t("clear")}
      </Button>
    </section>
  );
}

interface BulkDialogProps<Row extends BulkRow> {
  run: BulkRun<Row>;
  bulk: ReturnType<typeof useBulkRun<Row>>;
}

function BulkDialog<Row extends BulkRow>({ run, bulk }: BulkDialogProps<Row>) {
  const { act, items, skipped, reason, state } = run;
  const t = useT("operatorBulk");
  const words = useT("common");
  const formId = useId();
  const left = items.filter(({ end }) => end !== "done").length;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    bulk.start(run, String(new FormData(event.currentTarget).get("reason")));
  };
  const tone = act.danger ? "danger" : "primary";
  return (
    <Dialog
      open
      onClose={bulk.close}
      title={act.title(items.length)}
      description={act.effect}
      footer={
        <>
          <Button onClick={state === "running" ? bulk.stop : bulk.close}>
            {state === "new" ? words("cancel") : state === "running" ? t("stop") : words("close")}
          </Button>
          {state === "over" && left ? (
            <Button tone={tone} onClick={() => bulk.start(run, reason)}>
              {t("again", { count: left })}
            </Button>
          ) : null}
          {/* It stays while it runs, or the second click of a double one would meet another button. */}
          {state === "over" ? null : (
            <Button type="submit" form={formId} tone={tone} pending={state === "running"}>
              {t("act", { act: act.label, count: items.length })}
            </Button>
          )}
        </>
      }
    >
      {state === "new" ? (
        <form id={formId} method="post" onSubmit={send} className="mb-4 flex flex-col gap-4">
          <ReasonField label={t("reason")} hint={t("reasonHint")} first />
          {act.sum?.(items.map(({ row }) => row))}
          {skipped ? <p className="text-muted">{t("skipped", { count: skipped })}</p> : null}
        </form>
      ) : null}
      <BulkItems items={items} state={state} />
    </Dialog>
  );
}
