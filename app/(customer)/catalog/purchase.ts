import { newIdempotencyKey } from "@/components/form/idempotency-key";
import type { Failure } from "@/components/ui/error-panel";
import type { ErrorCode } from "@/lib/errors";

/** One thing at one price: what the dialog asks to confirm. */
export interface Offer {
  /** The user's id: a kept attempt belongs to nobody else who signs in in this tab. */
  buyer: number;
  category: "isp" | "datacenter";
  country: string;
  quantity: number;
  price_usd: string;
}

/** What the server action takes. */
export interface BuyWish {
  category: Offer["category"];
  country: string;
  quantity: number;
  autoRenew: boolean;
  maxPriceUsd: string;
  idempotencyKey: string;
}

/** How a purchase ends. */
export type BuyEnd =
  | { end: "delivered" | "preparing"; subscriptionId: number }
  | { end: "refused"; failure: Failure & { price_usd?: string; shortfall_usd?: string } }
  | { end: "signed-out" }
  | { end: "unknown"; requestId?: string };

/** A purchase that is about to be made, or was sent and has no final answer yet. */
export interface Attempt {
  offer: Offer;
  idempotencyKey: string;
  autoRenew: boolean;
  /** It went out, and no final answer came: only a repeat with the same key and the same words is allowed. */
  sent: boolean;
}

/** Refusals that speak for the purchase itself, so that they also settle an earlier try with the same key. */
const SETTLING: readonly ErrorCode[] = [
  "insufficient",
  "out_of_stock",
  "price_changed",
  "provider_failed",
  "provider_misconfig",
  "money_disabled",
];

/** True when the outcome is known; after an unknown one a refusal at the door says nothing about the try before. */
export function isFinal(end: BuyEnd, wasSent: boolean): boolean {
  if (end.end === "delivered" || end.end === "preparing") return true;
  if (end.end === "unknown") return false;
  if (!wasSent) return true;
  return end.end === "refused" && SETTLING.includes(end.failure.code);
}

const PREFIX = "purchase:";

/** The kept attempt for an offer, else a new one with a key of its own, kept from now on. */
export function openAttempt(offer: Offer): Attempt {
  const kept = readAttempt(placeOf(offer));
  if (kept) return kept;
  const attempt = { offer, idempotencyKey: newIdempotencyKey(), autoRenew: false, sent: false };
  keepAttempt(attempt);
  return attempt;
}

/** Keeps an attempt over a reload, in this tab only. */
export function keepAttempt(attempt: Attempt): void {
  try {
    sessionStorage.setItem(placeOf(attempt.offer), JSON.stringify(attempt));
  } catch {
    // Without storage the key lives as long as the dialog.
  }
}

/** Forgets an attempt: its outcome is known. */
export function dropAttempt(offer: Offer): void {
  try {
    sessionStorage.removeItem(placeOf(offer));
  } catch {
    // Nothing was kept.
  }
}

/** An attempt of before a reload whose outcome is still unknown. */
export function unsettledAttempt(buyer: number): Attempt | null {
  try {
    const places = Object.keys(sessionStorage).filter((place) => place.startsWith(`${PREFIX}${buyer}:`));
    return places.map(readAttempt).find((attempt) => attempt?.sent) ?? null;
  } catch {
    return null;
  }
}

function placeOf({ buyer, category, country, quantity, price_usd }: Offer): string {
  return `${PREFIX}${buyer}:${category}:${country}:${quantity}:${price_usd}`;
}

function readAttempt(place: string): Attempt | null {
  try {
    return asAttempt(JSON.parse(sessionStorage.getItem(place) ?? "null"));
  } catch {
    return null;
  }
}

/** Only `keepAttempt` writes under our prefix, so what is there has its shape. */
function asAttempt(kept: unknown): Attempt | null {
  return kept as Attempt | null;
}
