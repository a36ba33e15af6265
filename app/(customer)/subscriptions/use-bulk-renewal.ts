import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { newIdempotencyKey } from "@/components/form/idempotency-key";
import { renewSelected } from "./actions-bulk";
import { type BulkOrder, forgetBulk, keepBulk, recallBulk } from "./bulk-memory";
import { totalOf } from "./bulk-total";
import type { BulkRenewalEnd, Selectable } from "./states-bulk";

const FOLLOW_MS = 1500;

/** What is known of a bulk renewal. `isAsking`: a request is on its way. */
export interface BulkRenewal {
  order: BulkOrder;
  end: BulkRenewalEnd | null;
  isAsking: boolean;
}

/**
 * One bulk renewal from its slip to what became of each. Its key goes out with every request about it, survives a
 * reload and is dropped by a final answer only; what is under way is asked for again until each has ended.
 */
export function useBulkRenewal(buyer: number) {
  const router = useRouter();
  const [renewal, setRenewal] = useState<BulkRenewal | null>(null);
  const [isOpen, setOpen] = useState(false);
  const isBusy = useRef(false);

  useEffect(() => {
    const order = recallBulk(buyer);
    if (!order) return;
    setRenewal({ order, end: { state: "unknown" }, isAsking: false });
    setOpen(true);
  }, [buyer]);

  const open = (rows: readonly Selectable[]) => {
    if (!renewal || !isUnsettled(renewal)) {
      const renewable = rows.filter(({ priceUsd }) => priceUsd !== null);
      const skipped = rows.length - renewable.length;
      const order = { rows: renewable, skipped, idempotencyKey: newIdempotencyKey(), state: "new" } as const;
      setRenewal({ order, end: null, isAsking: false });
    }
    setOpen(true);
  };

  const ask = async ({ order, end: before }: BulkRenewal) => {
    if (isBusy.current) return;
    isBusy.current = true;
    const sent: BulkOrder = { ...order, state: order.state === "taken" ? "taken" : "sent" };
    keepBulk(buyer, sent);
    setRenewal({ order: sent, end: before?.state === "unknown" ? null : before, isAsking: true });
    const answer = await send(sent);
    isBusy.current = false;
    const end = answer.state === "unknown" && sent.state === "taken" && before ? before : answer;
    const known: BulkOrder = { ...sent, state: end.state === "ended" ? "taken" : sent.state };
    const next = { order: known, end, isAsking: false };
    if (isUnsettled(next)) keepBulk(buyer, known);
    else forgetBulk(buyer);
    setRenewal(next);
    router.refresh();
  };
  useFollowing(renewal, ask);
  return { renewal, isOpen, open, ask, close: () => setOpen(false) };
}

/** True while no final answer came: asking about it takes the same key, and no other may be begun. */
function isUnsettled({ end, isAsking }: BulkRenewal): boolean {
  if (isAsking || end?.state === "unknown") return true;
  return end?.state === "ended" && end.items.some(({ status }) => status === "provisioning");
}

async function send({ rows, idempotencyKey }: BulkOrder): Promise<BulkRenewalEnd> {
  const wish = { ids: rows.map(({ id }) => id), maxPriceUsd: totalOf(rows), idempotencyKey };
  return renewSelected(wish).catch((): BulkRenewalEnd => ({ state: "unknown" }));
}

/** Asks again by itself about an order that was taken; whether one arrived at all, only the person may ask. */
function useFollowing(renewal: BulkRenewal | null, ask: (renewal: BulkRenewal) => void): void {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (!renewal || renewal.isAsking || renewal.order.state !== "taken" || !isUnsettled(renewal)) return;
    const timer = setTimeout(() => latest.current(renewal), FOLLOW_MS);
    return () => clearTimeout(timer);
  }, [renewal]);
}
