/** Every error code of API v1. Statuses live in `lib/api/errors.ts`. */
export const ERROR_CODES = [
  "bad_request",
  "idempotency_key_required",
  "idempotency_key_invalid",
  "missing_key",
  "invalid_key",
  "key_expired",
  "signature_required",
  "signature_invalid",
  "signature_expired",
  "insufficient",
  "forbidden_scope",
  "money_disabled",
  "banned",
  "ip_not_allowed",
  "spend_cap_exceeded",
  "not_found",
  "method_not_allowed",
  "idempotency_in_progress",
  "invalid_state",
  "out_of_stock",
  "price_changed",
  "payload_too_large",
  "unsupported_media_type",
  "idempotency_key_reused",
  "rate_limited",
  "internal",
  "provider_failed",
  "provider_misconfig",
  "unavailable",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Kinds of values that a field of a request may have to be. */
export const EXPECTED_TYPES = [
  "integer",
  "number",
  "string",
  "boolean",
  "null",
  "array",
  "object",
  "one_of",
  "field_name",
  "money",
  "unit_price",
  "tiers",
  "network",
  "date_time",
  "cursor",
  "provider",
  "deposit_id",
  "referral_code",
] as const;

/**
 * What would be accepted, for programs and for pages in other languages. Limits are inclusive; of a string they count
 * characters, of an array items, of money they are decimal strings.
 */
export interface Expected {
  type: (typeof EXPECTED_TYPES)[number];
  min?: number | string;
  max?: number | string;
  /** The choices of `one_of`; the fields that there are, of `field_name`. */
  values?: (string | number | boolean | null)[];
  /** Of an array: no item twice. */
  unique?: boolean;
  /** The value is missing, and may not be. */
  required?: boolean;
}

/** One refused field of a request: where, a short code, and what would be accepted in words and in figures. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
  expected?: Expected;
}

/** Figures and facts that help a person or program go on. Money as decimal strings. */
export interface ErrorDetails {
  fields?: FieldError[];
  price_usd?: string;
  balance_usd?: string;
  shortfall_usd?: string;
  reason?: string;
  appeal?: string;
  retryAfterSeconds?: number;
}

/** An expected failure. The domain throws it; `lib/api/errors.ts` alone turns it into HTTP. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = "AppError";
  }
}

/** The one way to say that a request's field is wrong. */
export function badRequest(path: string, code: string, message: string): AppError {
  return new AppError("bad_request", message, { fields: [{ path, code, message }] });
}

/** Equal for what is missing and what belongs to somebody else. */
export function notFound(): AppError {
  return new AppError("not_found", "There is no such object.");
}
