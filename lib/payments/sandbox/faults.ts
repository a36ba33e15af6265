import type { PaymentProvider } from "../payment-provider";

const LATE_MS = 4_000;
/** What may go wrong while an invoice is opened; `twice` waits for the webhook. */
export const OPEN_FAULTS = ["fail", "hang", "late", "lost_answer"] as const;

/** Takes the next fault, if it is one of `kinds`; `null`: all goes well. */
export type NextFault = (kinds: readonly string[] | null) => Promise<string | null>;

/** Puts faults in front of a provider's `open`. */
export function withPaymentFaults<P extends PaymentProvider>(inner: P, nextFault: NextFault): P {
  return {
    ...inner,
    async open(invoice, signal) {
      const fault = await nextFault(OPEN_FAULTS);
      if (fault === "fail") return { kind: "refused", reason: "provider_failed" };
      if (fault === "hang") return aborted(signal);
      if (fault === "late") await pause(LATE_MS, signal);
      const outcome = await inner.open(invoice, signal);
      if (fault === "lost_answer") throw new Error("The provider's answer was lost.");
      return outcome;
    },
  };
}

/**
 * Sends a webhook as a provider would, with the next fault: `fail` and `hang` never arrive, `late` comes four seconds
 * later, `twice` comes twice, and after a `lost_answer` it is sent again. Answers the shop's last status; `null`: it did not
 * answer.
 */
export async function sendWebhook(
  request: Request,
  send: (request: Request) => Promise<Response>,
  nextFault: NextFault,
): Promise<number | null> {
  const fault = await nextFault(null);
  if (fault === "fail" || fault === "hang") return null;
  if (fault === "late") await pause(LATE_MS, AbortSignal.timeout(2 * LATE_MS));
  const times = fault === "twice" || fault === "lost_answer" ? 2 : 1;
  let status: number | null = null;
  for (let n = 0; n < times; n++) status = await statusOf(send(request.clone()));
  return status;
}

function statusOf(answer: Promise<Response>): Promise<number | null> {
  return answer.then(
    ({ status }) => status,
    () => null,
  );
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const give = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener("abort", give, { once: true });
  });
}
