"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { announce } from "@/components/ui/announcer";
import { useT } from "@/lib/messages/t";
import { buy } from "./actions";
import { type Attempt, type BuyEnd, dropAttempt, isFinal, keepAttempt, openAttempt } from "./purchase";

/**
 * Runs one attempt to its end. A click while it runs does nothing; an unknown end keeps the key, a final one drops it.
 * `onRefused`: what the page behind shows may be out of date.
 */
export function usePurchase(first: Attempt, onRefused: () => void) {
  const t = useT("checkout");
  const router = useRouter();
  const [attempt, setAttempt] = useState(first);
  const [end, setEnd] = useState<BuyEnd | null>(first.sent ? { end: "unknown" } : null);
  const [pending, setPending] = useState(false);
  const running = useRef(false);

  const pay = async () => {
    if (running.current) return;
    running.current = true;
    setPending(true);
    const sent = { ...attempt, sent: true };
    keepAttempt(sent);
    const answer = await send(sent);
    settle(sent, answer, attempt.sent);
    setPending(answer.end === "delivered" || answer.end === "preparing");
    running.current = false;
  };

  const settle = (sent: Attempt, answer: BuyEnd, wasSent: boolean) => {
    if (!isFinal(answer, wasSent)) {
      setAttempt(sent);
      setEnd(answer.end === "signed-out" ? answer : { end: "unknown", requestId: requestIdOf(answer) });
      return;
    }
    dropAttempt(sent.offer);
    setEnd(answer);
    if (answer.end === "refused") {
      const price_usd = answer.failure.price_usd ?? sent.offer.price_usd;
      setAttempt({ ...openAttempt({ ...sent.offer, price_usd }), autoRenew: sent.autoRenew });
      onRefused();
    }
    if (answer.end === "delivered" || answer.end === "preparing") {
      announce(t(answer.end));
      router.push(`/subscriptions/${answer.subscriptionId || ""}`);
    }
  };

  const setAutoRenew = (autoRenew: boolean) => setAttempt((now) => (now.sent ? now : { ...now, autoRenew }));
  return { attempt, end, pending, pay, setAutoRenew };
}

/** What the server answers; an answer that got lost is an unknown outcome. */
async function send({ offer, autoRenew, idempotencyKey }: Attempt): Promise<BuyEnd> {
  const { category, country, quantity, price_usd } = offer;
  try {
    return await buy({
      category,
      country,
      quantity,
      autoRenew,
      maxPriceUsd: price_usd,
      idempotencyKey,
    });
  } catch {
    return { end: "unknown" };
  }
}

function requestIdOf(end: BuyEnd): string | undefined {
  if (end.end === "unknown") return end.requestId;
  return end.end === "refused" ? end.failure.request_id : undefined;
}
