import type { ErrorBody } from "@/lib/contract/fields";
import { AppError, type ErrorCode } from "@/lib/errors";

/** The one table of statuses. */
export const STATUS = {
  bad_request: 400,
  idempotency_key_required: 400,
  idempotency_key_invalid: 400,
  missing_key: 401,
  invalid_key: 401,
  key_expired: 401,
  signature_required: 401,
  signature_invalid: 401,
  signature_expired: 401,
  insufficient: 402,
  forbidden_scope: 403,
  money_disabled: 403,
  banned: 403,
  ip_not_allowed: 403,
  spend_cap_exceeded: 403,
  not_found: 404,
  method_not_allowed: 405,
  idempotency_in_progress: 409,
  invalid_state: 409,
  out_of_stock: 409,
  price_changed: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  rate_limited: 429,
  internal: 500,
  provider_failed: 502,
  provider_misconfig: 503,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  "idempotency_in_progress",
  "rate_limited",
  "internal",
  "unavailable",
]);
/** The source's words for a purchase or renewal that failed. */
const STATUS_WORDS = ["insufficient", "provider_misconfig", "bad_request"] as const;

/** Where an error happens decides what its answer says beside the code. */
export interface ErrorPlace {
  requestId: string;
  /** On money routes every error says whether money moved. */
  isMoney: boolean;
  /** Something may have been committed before it happened. */
  mayBeCharged?: boolean;
}

/** An error's answer. What is not an `AppError` becomes `internal` and keeps its message to itself. */
export function errorAnswer(
  error: unknown,
  place: ErrorPlace,
): { status: number; body: ErrorBody; retryAfter: number | null } {
  const known = error instanceof AppError ? error : new AppError("internal", "Something broke on our side.");
  const { retryAfterSeconds, ...facts } = known.details;
  const word = place.isMoney ? STATUS_WORDS.find((status) => status === known.code) : undefined;
  return {
    status: STATUS[known.code],
    retryAfter: retryAfterSeconds ?? null,
    body: {
      error: {
        code: known.code,
        message: known.message,
        request_id: place.requestId,
        retryable: RETRYABLE.has(known.code),
        ...(place.isMoney ? { charged: isInDoubt(known, place) ? ("unknown" as const) : false } : {}),
        docs_url: `/docs/errors/${known.code}`,
        ...facts,
      },
      ...(word ? { status: word } : {}),
    },
  };
}

/** A failure of ours after a commit: a retry with the same key tells how it ended. */
function isInDoubt(error: AppError, place: ErrorPlace): boolean {
  return place.mayBeCharged === true && (error.code === "internal" || error.code === "unavailable");
}
