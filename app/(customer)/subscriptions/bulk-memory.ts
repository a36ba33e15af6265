import type { Selectable } from "./states-bulk";

/** A bulk renewal as it was asked for; it stays so while the page behind is refreshed. */
export interface BulkOrder {
  rows: readonly Selectable[];
  /** How many of those selected can't be renewed. */
  skipped: number;
  idempotencyKey: string;
  /** `sent`: nobody knows yet whether it arrived; `taken`: it did, and is under way. */
  state: "new" | "sent" | "taken";
}

/** The bulk renewal of this user in this tab that has no final answer yet; `null` when there is none. */
export function recallBulk(buyer: number): BulkOrder | null {
  try {
    return asOrder(JSON.parse(sessionStorage.getItem(placeOf(buyer)) ?? "null"));
  } catch {
    return null;
  }
}

/** Keeps an order that went out over a reload, so that asking again is asking about the same one. */
export function keepBulk(buyer: number, order: BulkOrder): void {
  try {
    sessionStorage.setItem(placeOf(buyer), JSON.stringify(order));
  } catch {
    // Without storage the key lives as long as the page.
  }
}

/** Forgets an order whose outcome is known. */
export function forgetBulk(buyer: number): void {
  try {
    sessionStorage.removeItem(placeOf(buyer));
  } catch {
    // Nothing was kept.
  }
}

function placeOf(buyer: number): string {
  return `bulk-renewal:${buyer}`;
}

/** Only `keepBulk` writes there, so what is there has its shape. */
function asOrder(kept: unknown): BulkOrder | null {
  return kept as BulkOrder | null;
}
