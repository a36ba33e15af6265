import { useEffect, useRef, useState } from "react";
import { newIdempotencyKey } from "@/components/form/idempotency-key";
import { previewRenewal, renew } from "../actions";
import type { Refusal, RenewalEnd } from "../states";
import { forgetPayment, keepPayment, type Payment, recallPayment } from "./payment-memory";

const FOLLOW_MS = 2000;

/** Where the renewal dialog stands. */
export type Step =
  | { step: "closed" }
  | { step: "loading" }
  | { step: "lost" }
  | { step: "ready"; payment: Payment; balanceUsd: string }
  | { step: "paying"; payment: Payment; balanceUsd: string | null }
  | { step: "renewed"; newExpiresAt: string }
  | { step: "under_way"; payment: Payment }
  | { step: "unknown"; payment: Payment; refusal: Refusal | null }
  | { step: "refused"; refusal: Refusal };

/**
 * The renewal dialog's story. Opening makes the idempotency key, or takes up a payment that is not settled; only a
 * final answer drops the key. A second click while one is under way does nothing. `isWatched`: the dialog is still
 * open and says itself how it ended.
 */
export function useRenewal(
  subscriptionId: number,
  onRenewed: (newExpiresAt: string, isWatched: boolean) => void,
) {
  const [step, setStep] = useState<Step>({ step: "closed" });
  const isBusy = useRef(false);
  const visit = useRef(0);

  const open = async () => {
    visit.current += 1;
    const opened = visit.current;
    const unsettled = recallPayment(subscriptionId);
    if (unsettled?.isSent) return setStep({ step: "unknown", payment: unsettled, refusal: null });
    setStep({ step: "loading" });
    const next = await prepare(subscriptionId);
    if (opened === visit.current) setStep(next);
  };

  const pay = async (payment: Payment, balanceUsd: string | null) => {
    if (isBusy.current) return;
    isBusy.current = true;
    const paid = visit.current;
    const sent = { ...payment, isSent: true };
    keepPayment(subscriptionId, sent);
    setStep({ step: "paying", payment: sent, balanceUsd });
    const end = await send(subscriptionId, sent);
    isBusy.current = false;
    if (end.state === "renewed" || end.state === "refused") forgetPayment(subscriptionId);
    if (end.state === "renewed") onRenewed(end.newExpiresAt ?? sent.newExpiresAt, paid === visit.current);
    if (paid === visit.current) setStep(after(end, sent));
  };

  const close = () => {
    visit.current += 1;
    setStep({ step: "closed" });
  };
  useFollowing(step, (payment) => pay(payment, null));
  return { step, open, pay, close };
}

async function prepare(subscriptionId: number): Promise<Step> {
  try {
    const preview = await previewRenewal({ id: subscriptionId });
    if (preview.state === "refused") return { step: "refused", refusal: preview.refusal };
    const payment: Payment = {
      idempotencyKey: newIdempotencyKey(),
      maxPriceUsd: preview.priceUsd,
      newExpiresAt: preview.newExpiresAt,
      isSent: false,
    };
    keepPayment(subscriptionId, payment);
    return { step: "ready", payment, balanceUsd: preview.balanceUsd };
  } catch {
    return { step: "lost" };
  }
}

async function send(subscriptionId: number, payment: Payment): Promise<RenewalEnd> {
  const { maxPriceUsd, idempotencyKey } = payment;
  try {
    return await renew({ id: subscriptionId, maxPriceUsd, idempotencyKey });
  } catch {
    return { state: "unknown", refusal: null };
  }
}

function after(end: RenewalEnd, payment: Payment): Step {
  switch (end.state) {
    case "renewed":
      return { step: "renewed", newExpiresAt: end.newExpiresAt ?? payment.newExpiresAt };
    case "under_way":
      return { step: "under_way", payment };
    case "unknown":
      return { step: "unknown", payment, refusal: end.refusal };
    case "refused":
      return { step: "refused", refusal: end.refusal };
  }
}

function useFollowing(step: Step, askAgain: (payment: Payment) => void): void {
  const latest = useRef(askAgain);
  useEffect(() => {
    latest.current = askAgain;
  });
  useEffect(() => {
    if (step.step !== "under_way") return;
    const timer = setTimeout(() => latest.current(step.payment), FOLLOW_MS);
    return () => clearTimeout(timer);
  }, [step]);
}
