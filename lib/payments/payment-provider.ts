import { shareOf, type Usd } from "@/lib/money";

/** What a provider is asked to collect. `invoiceKey` is ours, unguessable, and the same in every call about it. */
export interface Invoice {
  invoiceKey: string;
  /** What is to be paid: the amount and the provider's fee. */
  payable: Usd;
  transactionId: number;
}

/** How a call ended. A throw or a time-out means that nobody knows; it is asked again with the same `invoiceKey`. */
export type InvoiceOutcome =
  | { kind: "open"; externalId: string; payUrl: string | null; instructions: string | null }
  | { kind: "refused"; reason: "provider_failed" | "provider_misconfig" };

/** What a provider tells us, after its signature has been checked. */
export interface PaymentEvent {
  /** The provider's id of the event: the same event is the same id. A second `paid` id is a second payment. */
  id: string;
  kind: "paid" | "failed" | "expired";
  /** The provider's name of the invoice. */
  externalId: string;
  /** Our name of it, where the provider sends it along. */
  invoiceKey: string | null;
  /** What came in for the customer, the provider's fee taken off; `null`: what was invoiced. */
  received: Usd | null;
}

/** A provider's request to us, as it came. */
export interface Webhook {
  headers: Headers;
  /** The very bytes: a signature is over them, not over what they mean. */
  body: Uint8Array;
  /** Machine time. */
  now: Date;
}

/** Where money comes from. Every provider passes `contract.test.ts`. */
export interface PaymentProvider {
  readonly name: string;
  /** Its name for people. */
  readonly label: string;
  /** What it adds to an invoice: hundredths of a percent, and an amount. */
  readonly fee: { readonly basisPoints: bigint; readonly fixed: Usd };
  /** How long an invoice can be paid. A later payment is still credited. */
  readonly ttlSeconds: number;
  /** Opens an invoice once, however often it is called with the same `invoiceKey`. */
  open(invoice: Invoice, signal: AbortSignal): Promise<InvoiceOutcome>;
  /**
   * Reads a webhook whose signature is right. `null` in place of the function: an operator confirms by hand. Throws
   * `signature_required`, `signature_invalid`, `signature_expired`, `bad_request`.
   */
  readonly readEvent: ((webhook: Webhook) => PaymentEvent) | null;
}

/** The provider's fee on an amount, in whole cents; rounded half up, once. */
export function feeOn(fee: PaymentProvider["fee"], amount: Usd): Usd {
  return shareOf(amount, fee.basisPoints) + fee.fixed;
}
