import { createHmac } from "node:crypto";
import { AppError } from "@/lib/errors";
import { randomText } from "@/lib/ids";
import { formatUsd, parseUsd, type Usd } from "@/lib/money";
import type { PaymentEvent, PaymentProvider, Webhook } from "../payment-provider";
import { requireSignedBody, signBody } from "../signature";

const HEADER = "Sandbox-Signature";
const NAME = "sandbox";

/** What a payer can do on the pay page. */
export type PayerChoice = "pay" | "pay-late" | "fail";

/** The provider and its own side: the pay page's buttons, which end in signed events. */
export interface SandboxProvider extends PaymentProvider {
  /** What an invoice of ours asks for; `null` when it is not one. */
  readInvoice(externalId: string): { payable: Usd } | null;
  /** The signed requests that a choice makes us send to the shop, in order. */
  eventsOf(externalId: string, choice: PayerChoice): Request[];
  /** One signed request, for whatever body. */
  signedRequest(body: unknown): Request;
}

/**
 * A payment provider that takes no money. It keeps nothing: an invoice's name holds what it asks for, and a mac, so
 * that nobody makes one up. `url` is where payers reach it, `shopUrl` where it reaches the shop.
 */
export function createSandboxProvider(options: {
  secret: string;
  url: string;
  shopUrl: string;
}): SandboxProvider {
  const { secret, url, shopUrl } = options;
  const signedRequest = (content: unknown) => {
    const body = new TextEncoder().encode(JSON.stringify(content));
    return new Request(`${shopUrl}/payments/${NAME}/webhook`, {
      method: "POST",
      headers: { "Content-Type": "application/json", [HEADER]: signBody(secret, body, new Date()) },
      body,
    });
  };
  return {
    name: NAME,
    label: "Sandbox payment",
    fee: { basisPoints: 0n, fixed: 0n },
    ttlSeconds: 3_600,
    async open({ invoiceKey, payable }) {
      const externalId = nameInvoice(secret, invoiceKey, payable);
      return {
        kind: "open",
        externalId,
        payUrl: `${url}/payments/${NAME}/pay/${externalId}`,
        instructions: null,
      };
    },
    readEvent: (webhook) => readEvent(secret, webhook),
    readInvoice: (externalId) => parseInvoice(secret, externalId),
    signedRequest,
    eventsOf(externalId, choice) {
      const kinds = { pay: ["paid"], "pay-late": ["expired", "paid"], fail: ["failed"] } as const;
      return kinds[choice].map((kind) => signedRequest(eventBody(secret, externalId, kind)));
    },
  };
}

/** `sbx_<key>_<cents>_<mac>` */
function nameInvoice(secret: string, invoiceKey: string, payable: Usd): string {
  const body = `sbx_${invoiceKey}_${payable}`;
  return `${body}_${createHmac("sha256", secret).update(body).digest("hex").slice(0, 16)}`;
}

function parseInvoice(secret: string, externalId: string): { invoiceKey: string; payable: Usd } | null {
  const match = /^sbx_([0-9A-Za-z]+)_(\d{1,9})_[0-9a-f]{16}$/.exec(externalId);
  if (!match?.[1] || !match[2]) return null;
  const invoice = { invoiceKey: match[1], payable: BigInt(match[2]) };
  return nameInvoice(secret, invoice.invoiceKey, invoice.payable) === externalId ? invoice : null;
}

function eventBody(secret: string, externalId: string, kind: PaymentEvent["kind"]): Record<string, unknown> {
  const invoice = parseInvoice(secret, externalId);
  if (!invoice) throw new AppError("not_found", "There is no such invoice.");
  return {
    id: `evt_${randomText(24)}`,
    kind,
    external_id: externalId,
    invoice_key: invoice.invoiceKey,
    ...(kind === "paid" ? { received_usd: formatUsd(invoice.payable) } : {}),
  };
}

function readEvent(secret: string, { headers, body, now }: Webhook): PaymentEvent {
  requireSignedBody(secret, { header: headers.get(HEADER), body, now });
  const event = parseBody(body);
  const { id, kind, external_id: externalId, invoice_key: invoiceKey, received_usd: received } = event;
  const isKnown = kind === "paid" || kind === "failed" || kind === "expired";
  if (!isText(id) || !isText(externalId) || !isKnown) throw unreadable();
  return {
    id,
    kind,
    externalId,
    invoiceKey: isText(invoiceKey) ? invoiceKey : null,
    received: received === undefined ? null : readReceived(received),
  };
}

function parseBody(body: Uint8Array): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    if (parsed && typeof parsed === "object") return { ...parsed };
  } catch {
    // What is not JSON is as unreadable as what is JSON and no object.
  }
  throw unreadable();
}

function readReceived(received: unknown): Usd {
  if (typeof received !== "string" || !/^\d{1,7}\.\d{2}$/.test(received) || /^0+\.00$/.test(received))
    throw unreadable();
  return parseUsd(received);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]{1,200}$/.test(value);
}

function unreadable(): AppError {
  return new AppError("bad_request", "This is not an event.");
}
