import { AppError } from "@/lib/errors";
import type { Invoice, PaymentEvent, PaymentProvider } from "../payment-provider";
import { withPaymentFaults } from "../sandbox/faults";

/** A provider for tests: takes a fee, keeps its own log of invoices, and believes whoever knows the word. */
export function createFakeProvider(): PaymentProvider & {
  readonly log: Invoice[];
  readonly faults: string[];
} {
  const log: Invoice[] = [];
  const faults: string[] = [];
  const inner: PaymentProvider = {
    name: "fake",
    label: "Fake",
    fee: { basisPoints: 250n, fixed: 30n },
    ttlSeconds: 600,
    async open(invoice) {
      if (!log.some((known) => known.invoiceKey === invoice.invoiceKey)) log.push(invoice);
      const externalId = `fake-${invoice.invoiceKey}`;
      return { kind: "open", externalId, payUrl: `https://pay.test/${externalId}`, instructions: null };
    },
    readEvent({ headers, body }) {
      if (headers.get("Fake-Word") !== "friend") throw new AppError("signature_invalid", "Say friend.");
      return asEvent(JSON.parse(new TextDecoder().decode(body)));
    },
  };
  const nextFault = async () => faults.shift() ?? null;
  return { ...withPaymentFaults(inner, nextFault), log, faults };
}

/** Tests write its bodies themselves; cents can't be JSON, so they come as text. */
function asEvent(event: Omit<PaymentEvent, "received"> & { received: string | null }): PaymentEvent {
  return { ...event, received: event.received === null ? null : BigInt(event.received) };
}
