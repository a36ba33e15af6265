import type { ErrorCode } from "@/lib/errors";

/** How to try again after a code: `guides.errorPages.retries`. */
type Retry = "same" | "mended" | "lifted" | "newKey" | "otherKey" | "no";
/** Whether money moved: `guides.errorPages.moneys`. */
type MoneyMoved = "no" | "back" | "unknown" | "first";

/** What a program may conclude from each code; the contract's table of repeats, by code. */
export const FACTS: Readonly<Record<ErrorCode, readonly [retry: Retry, money: MoneyMoved]>> = {
  bad_request: ["mended", "no"],
  idempotency_key_required: ["mended", "no"],
  idempotency_key_invalid: ["mended", "no"],
  missing_key: ["mended", "no"],
  invalid_key: ["mended", "no"],
  key_expired: ["mended", "no"],
  signature_required: ["mended", "no"],
  signature_invalid: ["mended", "no"],
  signature_expired: ["mended", "no"],
  insufficient: ["newKey", "no"],
  forbidden_scope: ["mended", "no"],
  money_disabled: ["lifted", "no"],
  banned: ["lifted", "no"],
  ip_not_allowed: ["mended", "no"],
  spend_cap_exceeded: ["mended", "no"],
  not_found: ["mended", "no"],
  method_not_allowed: ["no", "no"],
  idempotency_in_progress: ["same", "first"],
  invalid_state: ["newKey", "no"],
  out_of_stock: ["newKey", "no"],
  price_changed: ["newKey", "no"],
  payload_too_large: ["mended", "no"],
  unsupported_media_type: ["mended", "no"],
  idempotency_key_reused: ["otherKey", "first"],
  rate_limited: ["same", "no"],
  internal: ["same", "unknown"],
  provider_failed: ["newKey", "back"],
  provider_misconfig: ["newKey", "back"],
  unavailable: ["same", "unknown"],
};

/** The code of a path, when it is one. */
export function findCode(text: string): ErrorCode | undefined {
  return Object.hasOwn(FACTS, text) ? asCode(text) : undefined;
}

/** Every key of `FACTS` is a code; the compiler doesn't narrow by `hasOwn`. */
function asCode(text: string): ErrorCode {
  return text as ErrorCode;
}
