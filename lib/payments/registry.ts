import { createHmac } from "node:crypto";
import { createManualProvider } from "./manual/manual";
import type { PaymentProvider } from "./payment-provider";
import { type NextFault, sendWebhook, withPaymentFaults } from "./sandbox/faults";
import { createSandboxProvider, type PayerChoice } from "./sandbox/sandbox";

export interface PaymentSettings {
  mode: "sandbox" | "live";
  /** Told to customers who pay by hand; empty: nobody does. */
  manualInstructions: string;
  publicUrl: string;
  /** Where this machine reaches the shop itself. */
  shopUrl: string;
  /** What the sandbox provider's secret is made from. */
  secret: string;
}

/** The sandbox provider's pay page. */
export interface SandboxPayPage {
  /** What an invoice asks for, in cents; `null` when there is no such invoice. */
  read(externalId: string): { payable: bigint } | null;
  /** Tells the shop what the payer chose, by signed webhooks; answers the shop's last status. */
  choose(externalId: string, choice: PayerChoice): Promise<number | null>;
}

/** Sends a request to the shop as the outside world would. */
type Send = (request: Request) => Promise<Response>;

/** The providers that are configured, by name; the sandbox's own only there. */
export function createPayments(
  settings: PaymentSettings,
  outside: { nextFault: NextFault; send: Send },
): { payments: Record<string, PaymentProvider>; sandboxPayPage: SandboxPayPage | null } {
  const manual: Record<string, PaymentProvider> = settings.manualInstructions
    ? { manual: createManualProvider(settings.manualInstructions) }
    : {};
  if (settings.mode === "live") return { payments: manual, sandboxPayPage: null };
  const secret = createHmac("sha256", settings.secret).update("sandbox payment provider").digest("hex");
  const sandbox = withPaymentFaults(
    createSandboxProvider({ secret, url: settings.publicUrl, shopUrl: settings.shopUrl }),
    outside.nextFault,
  );
  return {
    payments: { sandbox, ...manual },
    sandboxPayPage: {
      read: (externalId) => sandbox.readInvoice(externalId),
      async choose(externalId, choice) {
        let status: number | null = null;
        for (const request of sandbox.eventsOf(externalId, choice))
          status = await sendWebhook(request, outside.send, outside.nextFault);
        return status;
      },
    },
  };
}
