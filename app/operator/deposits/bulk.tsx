"use client";

import type { ReactNode } from "react";
import { BulkActs, type BulkRow } from "@/components/form/bulk-acts";
import type { BulkAct } from "@/components/form/use-bulk-run";
import { Money } from "@/components/format/money";
import type { OperatorDeposit } from "@/lib/contract/deposits";
import { useT } from "@/lib/messages/t";
import { formatUsd, parseUsd } from "@/lib/money";
import { completeOne, failOne } from "./actions-bulk";

interface Row extends BulkRow {
  status: OperatorDeposit["status"];
  isReversed: boolean;
  amountUsd: string;
}

/** Deposits that are selected, to complete or to fail them, each on its own. */
export function BulkDeposits({ rows, children }: { rows: readonly Row[]; children: ReactNode }) {
  return (
    <BulkActs rows={rows} acts={useActs()}>
      {children}
    </BulkActs>
  );
}

function useActs(): BulkAct<Row>[] {
  const t = useT("operatorBulk");
  const one = useT("operatorDeposits");
  return [
    {
      label: one("complete.button"),
      title: (count) => t("complete.title", { count }),
      effect: t("complete.effect"),
      isFor: ({ status, isReversed }) => status !== "completed" && !isReversed,
      sum: (rows) => <Sum rows={rows} />,
      act: ({ id, status }, reason, idempotencyKey) => completeOne({ id, status, reason, idempotencyKey }),
    },
    {
      label: one("fail.button"),
      title: (count) => t("fail.title", { count }),
      effect: t("fail.effect"),
      danger: true,
      isFor: ({ status }) => status === "pending" || status === "expired",
      act: ({ id, status }, reason, idempotencyKey) => failOne({ id, status, reason, idempotencyKey }),
    },
  ];
}

function Sum({ rows }: { rows: readonly Row[] }) {
  const t = useT("operatorBulk");
  const sum = rows.reduce((total, { amountUsd }) => total + parseUsd(amountUsd), 0n);
  return (
    <p className="flex justify-between gap-4">
      <span className="text-muted">{t("complete.sum")}</span>
      <Money usd={formatUsd(sum)} mono className="font-medium" />
    </p>
  );
}
