import type { Supplier, SupplierOrder, SupplyOutcome } from "../supplier";

export type Fault = "fail" | "misconfig" | "hang" | "late" | "twice" | "lost_answer";

const LATE_MS = 4_000;

/** Puts faults in front of a supplier: `nextFault` says what goes wrong with the next delivery, `null` for nothing. */
export function withFaults(inner: Supplier, nextFault: () => Promise<string | null>): Supplier {
  return {
    ...inner,
    async deliver(order, signal) {
      const fault = await nextFault();
      if (fault === "fail") return { kind: "refused", reason: "provider_failed" };
      if (fault === "misconfig") return { kind: "refused", reason: "provider_misconfig" };
      if (fault === "hang") return aborted(signal);
      if (fault === "late") await pause(LATE_MS, signal);
      const outcome = await inner.deliver(order, signal);
      if (fault === "twice") return inner.deliver(order, signal);
      if (fault === "lost_answer") throw new Error("The supplier's answer was lost.");
      return outcome;
    },
  };
}

/** A supplier for tests: keeps its own log, the outside witness of what was really delivered. */
export function createFakeSupplier(
  options: { answersForSure?: boolean; can?: Partial<Supplier["can"]> } = {},
): Supplier & {
  readonly log: SupplierOrder[];
  readonly faults: Fault[];
} {
  const log: SupplierOrder[] = [];
  const faults: Fault[] = [];
  const inner: Supplier = {
    name: "local",
    can: { cutOff: true, rotate: true, countTraffic: true, ...options.can },
    answersForSure: options.answersForSure ?? false,
    async deliver(order): Promise<SupplyOutcome> {
      if (!log.some((known) => known.orderId === order.orderId)) log.push(order);
      return { kind: "delivered" };
    },
    async lookUp(orderId) {
      return log.some((known) => known.orderId === orderId) ? { kind: "delivered" } : { kind: "unknown" };
    },
  };
  return { ...withFaults(inner, async () => faults.shift() ?? null), log, faults };
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
