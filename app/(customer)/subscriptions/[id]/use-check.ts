import { useState, useTransition } from "react";
import type { Address } from "@/lib/contract/subscriptions";
import { checkAddresses } from "../actions";
import type { CheckedAddress, Refusal } from "../states";

/** As many as one check takes. */
const BATCH = 20;

type Found = { state: "checking" } | { state: "checked"; is: CheckedAddress; hasTarget: boolean };

/** How the addresses of a subscription do; asked for on demand, and shown as each batch comes in. */
export function useCheck(subscriptionId: number, addresses: readonly Address[]) {
  const [found, setFound] = useState<ReadonlyMap<string, Found>>(new Map());
  const [refusal, setRefusal] = useState<Refusal | "lost" | null>(null);
  const [isPending, start] = useTransition();
  const keys = addresses.map(keyOf);

  const checkAll = (onDone: (working: number, all: number) => void) =>
    start(async () => {
      setRefusal(null);
      setFound(new Map(keys.map((key) => [key, { state: "checking" }])));
      let working = 0;
      try {
        for (let at = 0; at < keys.length; at += BATCH) {
          const end = await checkAddresses({ id: subscriptionId, addresses: keys.slice(at, at + BATCH) });
          if (end.state === "refused") {
            setFound(withoutWaiting);
            return setRefusal(end.refusal);
          }
          working += end.items.filter((item) => item.ok).length;
          setFound((before) => withItems(before, end));
        }
        setFound(withoutWaiting);
        onDone(working, keys.length);
      } catch {
        setFound(withoutWaiting);
        setRefusal("lost");
      }
    });
  return { found, refusal, isPending, checkAll };
}

/** How an address is named in a check. */
export function keyOf({ ip, port_http }: Pick<Address, "ip" | "port_http">): string {
  return `${ip}:${port_http}`;
}

function withItems(
  before: ReadonlyMap<string, Found>,
  { items, hasTarget }: { items: readonly CheckedAddress[]; hasTarget: boolean },
): ReadonlyMap<string, Found> {
  const next = new Map(before);
  for (const is of items) next.set(keyOf(is), { state: "checked", is, hasTarget });
  return next;
}

function withoutWaiting(before: ReadonlyMap<string, Found>): ReadonlyMap<string, Found> {
  return new Map([...before].filter(([, found]) => found.state === "checked"));
}
