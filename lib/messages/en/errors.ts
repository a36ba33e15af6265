import type { ErrorCode } from "@/lib/errors";

/** What each error code of the API means to a person, and what to do. */
export const errors = {
  bad_request: {
    title: "Something in the form is not right",
    fix: "Check the marked fields and send again.",
  },
  idempotency_key_required: {
    title: "The request came without its key",
    fix: "Reload the page and try again. By API: send Idempotency-Key.",
  },
  idempotency_key_invalid: {
    title: "The request's key is malformed",
    fix: "Reload the page and try again. By API: 8 to 200 visible ASCII characters.",
  },
  missing_key: { title: "You are not signed in", fix: "Sign in and come back to this page." },
  invalid_key: { title: "The key is not valid", fix: "Sign in again, or check the key for a typo." },
  key_expired: { title: "The key has expired", fix: "Sign in again, or make a new key." },
  signature_required: { title: "A signature is missing", fix: "Send X-Signature with this request." },
  signature_invalid: {
    title: "The signature does not match",
    fix: "Check the signing secret and the signed text.",
  },
  signature_expired: { title: "The signature is too old", fix: "Check your clock and sign again." },
  insufficient: { title: "The balance is not enough", fix: "Top up the missing amount, then pay again." },
  forbidden_scope: { title: "This key may not do that", fix: "Use a key with the scope that is named here." },
  money_disabled: {
    title: "Payments are switched off for now",
    fix: "Your proxies go on working. Try again later.",
  },
  banned: {
    title: "This account is banned",
    fix: "The balance is kept. To appeal, write to [the operator of this site].",
  },
  ip_not_allowed: {
    title: "This key works from other addresses only",
    fix: "Call from an address on its list.",
  },
  spend_cap_exceeded: {
    title: "The key's spending cap is reached",
    fix: "Raise the cap or use another key.",
  },
  not_found: { title: "There is no such thing here", fix: "The link may be old. Go back to the list." },
  method_not_allowed: {
    title: "This deployment does not offer that",
    fix: "Nothing was changed. The rest of the page works.",
  },
  idempotency_in_progress: {
    title: "The same request is still running",
    fix: "Wait a moment. Don't send it again.",
  },
  invalid_state: { title: "That is not possible in this state", fix: "Reload to see the current state." },
  out_of_stock: { title: "Not enough in stock", fix: "Take fewer, or another country." },
  price_changed: { title: "The price has changed", fix: "Look at the new price and confirm it." },
  payload_too_large: { title: "That is too much at once", fix: "Send less in one request." },
  unsupported_media_type: { title: "The format is not understood", fix: "Send JSON." },
  idempotency_key_reused: {
    title: "This key was used for another request",
    fix: "Reload the page and try again. By API: take a new key.",
  },
  rate_limited: { title: "Too many requests", fix: "Wait a minute, then try again." },
  internal: {
    title: "Something broke on our side",
    fix: "Try again. If it stays, send the request id to [the operator of this site].",
  },
  provider_failed: { title: "The supplier could not deliver", fix: "Try again, or take another country." },
  provider_misconfig: {
    title: "This is not on sale at the moment",
    fix: "Try another category. We have been told.",
  },
  unavailable: { title: "The service is busy or restarting", fix: "Try again in a minute." },
} as const satisfies Record<ErrorCode, { title: string; fix: string }>;
