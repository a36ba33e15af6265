import type { PaymentProvider } from "../payment-provider";

const DAY_SECONDS = 86_400;

/**
 * Bank or crypto by hand: the customer reads `instructions` and names the invoice, an operator sees the money arrive
 * and confirms it.
 */
export function createManualProvider(instructions: string): PaymentProvider {
  return {
    name: "manual",
    label: "Bank or crypto transfer",
    fee: { basisPoints: 0n, fixed: 0n },
    ttlSeconds: 7 * DAY_SECONDS,
    async open({ invoiceKey }) {
      const externalId = `MAN-${invoiceKey.slice(0, 12).toUpperCase()}`;
      return {
        kind: "open",
        externalId,
        payUrl: null,
        instructions: `${instructions}\nPayment reference: ${externalId}`,
      };
    },
    readEvent: null,
  };
}
