"use client";

import { useEffect, useState } from "react";
import { Money } from "@/components/format/money";
import { useT } from "@/lib/messages/t";
import { sumOfRefunds } from "./actions-bulk";

/** What the refunds come to, counted when the question is asked. */
export function RefundSum({ ids }: { ids: number[] }) {
  const t = useT("operatorBulk");
  const [sum, setSum] = useState<string | null>(null);
  const [isLost, setLost] = useState(false);
  const names = ids.join();
  useEffect(() => {
    sumOfRefunds(names.split(",").map(Number)).then(setSum, () => setLost(true));
  }, [names]);
  return (
    <p aria-live="polite" className="flex justify-between gap-4">
      {sum === null ? (
        <span className="text-muted">{t(isLost ? "refund.notCounted" : "refund.counting")}</span>
      ) : (
        <>
          <span className="text-muted">{t("refund.sum")}</span>
          <Money usd={sum} mono className="font-medium" />
        </>
      )}
    </p>
  );
}
