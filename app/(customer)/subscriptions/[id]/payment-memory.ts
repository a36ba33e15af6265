/** A payment's key and price, kept while its outcome is unknown, so that a reload asks about the same payment. */
export interface Payment {
  idempotencyKey: string;
  maxPriceUsd: string;
  newExpiresAt: string;
  /** It was sent, so it may have been charged. */
  isSent: boolean;
}

/** The payment of a subscription's renewal that is not settled in this tab; `null` when there is none. */
export function recallPayment(subscriptionId: number): Payment | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(nameOf(subscriptionId)) ?? "null");
    return isPayment(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps a payment until it is settled. */
export function keepPayment(subscriptionId: number, payment: Payment): void {
  try {
    sessionStorage.setItem(nameOf(subscriptionId), JSON.stringify(payment));
  } catch {
    // Without storage the key lives as long as the dialog.
  }
}

/** Forgets a payment whose outcome is known: the next one takes a new key. */
export function forgetPayment(subscriptionId: number): void {
  try {
    sessionStorage.removeItem(nameOf(subscriptionId));
  } catch {
    // Nothing was kept.
  }
}

function nameOf(subscriptionId: number): string {
  return `renewal-${subscriptionId}`;
}

function isPayment(kept: unknown): kept is Payment {
  return (
    typeof kept === "object" &&
    kept !== null &&
    "idempotencyKey" in kept &&
    typeof kept.idempotencyKey === "string" &&
    "maxPriceUsd" in kept &&
    typeof kept.maxPriceUsd === "string" &&
    "newExpiresAt" in kept &&
    typeof kept.newExpiresAt === "string" &&
    "isSent" in kept &&
    typeof kept.isSent === "boolean"
  );
}
