"use client";

import type { ReactNode } from "react";
import { BulkActs, type BulkRow } from "@/components/form/bulk-acts";
import type { BulkAct } from "@/components/form/use-bulk-run";
import type { Subscription } from "@/lib/contract/subscriptions";
import { useT } from "@/lib/messages/t";
import { refundOne, resumeOne, suspendOne } from "./actions-bulk";
import { RefundSum } from "./refund-sum";

interface Row extends BulkRow {
  status: Subscription["status"];
}

/** Subscriptions that are selected, to suspend, to resume or to refund them. */
export function BulkSubscriptions({ rows, children }: { rows: readonly Row[]; children: ReactNode }) {
  return (
    <BulkActs rows={rows} acts={useActs()}>
      {children}
    </BulkActs>
  );
}

function useActs(): BulkAct<Row>[] {
  const t = useT("operatorBulk");
  const one = useT("operatorSubscriptions");
  return [
    {
      label: one("suspend"),
      title: (count) => t("suspend.title", { count }),
      effect: t("suspend.effect"),
      danger: true,
      isFor: ({ status }) => status === "active" || status === "expired",
      act: ({ id }, reason) => suspendOne({ id, reason }),
    },
    {
      label: one("resume"),
      title: (count) => t("resume.title", { count }),
      effect: t("resume.effect"),
      isFor: ({ status }) => status === "suspended",
      act: ({ id }, reason) => resumeOne({ id, reason }),
    },
    {
      label: t("refund.button"),
      title: (count) => t("refund.title", { count }),
      effect: t("refund.effect"),
      danger: true,
      isFor: ({ status }) => status !== "released" && status !== "provisioning",
      sum: (rows) => <RefundSum ids={rows.map(({ id }) => id)} />,
      act: ({ id }, reason, idempotencyKey) => refundOne({ id, reason, idempotencyKey }),
    },
  ];
}
