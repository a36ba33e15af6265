import { type ErrorBody, expected } from "@/lib/contract/fields";
import { ERROR_CODES, type ErrorCode, type FieldError } from "@/lib/errors";
import { newRequestId } from "@/lib/ids";

type Failure = ErrorBody["error"];
type Fields = Record<string, unknown>;

/** Where a failure happened, and what came before it. */
export interface FailurePlace {
  status: number;
  /** The request carried an idempotency key, so money may be involved. */
  isMoney: boolean;
  /** An earlier try of the same request ended without an answer. */
  isInDoubt: boolean;
  /** `X-Request-Id` of the answer. */
  requestId: string | null;
}

/** The code that a status stands for when the body names none that we know. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  400: "bad_request",
  401: "invalid_key",
  402: "insufficient",
  403: "forbidden_scope",
  404: "not_found",
  405: "method_not_allowed",
  409: "invalid_state",
  413: "payload_too_large",
  415: "unsupported_media_type",
  422: "bad_request",
  429: "rate_limited",
  501: "not_found",
};
/** Refusals that speak for the purchase itself, so that they also settle an earlier try with the same key. */
const SETTLING: readonly ErrorCode[] = [
  "insufficient",
  "out_of_stock",
  "price_changed",
  "provider_failed",
  "provider_misconfig",
];
/** Statuses of a refusal at the door: nothing was begun. */
const AT_THE_DOOR = new Set([400, 401, 402, 403, 404, 405, 413, 415, 422, 429, 501]);

/**
 * What another deployment says of a failure, in our error's shape. Whatever it leaves out is read from the status:
 * a refusal charged nothing; a conflict without a known code, and everything from 500 on, is `charged: "unknown"`.
 */
export function readFailure(body: unknown, place: FailurePlace): ErrorBody {
  const told = fieldsOf(fieldsOf(body).error);
  const known = knownCode(told.code) ?? knownCode(fieldsOf(body).error) ?? knownCode(fieldsOf(body).status);
  const code = known ?? CODES[place.status] ?? (place.status >= 500 ? "unavailable" : "bad_request");
  const text = (name: string) => (typeof told[name] === "string" ? { [name]: told[name] } : {});
  return {
    error: {
      code,
      message: String(told.message ?? "The API did not answer as it should."),
      request_id: requestIdOf(told.request_id) ?? requestIdOf(place.requestId) ?? newRequestId(),
      retryable: told.retryable === true || place.status >= 500,
      ...(place.isMoney ? { charged: chargedOf(told.charged, known, place) } : {}),
      docs_url: `/docs/errors/${code}`,
      ...(Array.isArray(told.fields) ? { fields: told.fields.map(asFieldError) } : {}),
      ...text("price_usd"),
      ...text("balance_usd"),
      ...text("shortfall_usd"),
      ...text("reason"),
      ...text("appeal"),
    },
  };
}

function chargedOf(told: unknown, known: ErrorCode | undefined, place: FailurePlace): Failure["charged"] {
  if (told === true || told === "unknown") return told;
  if (known && SETTLING.includes(known)) return false;
  if (place.isInDoubt || known === "idempotency_in_progress") return "unknown";
  if (told === false) return false;
  return AT_THE_DOOR.has(place.status) || (known && place.status === 409) ? false : "unknown";
}

function requestIdOf(told: unknown): string | null {
  return typeof told === "string" && /^[\x21-\x7e]{1,100}$/.test(told) ? told : null;
}

function knownCode(word: unknown): ErrorCode | undefined {
  return ERROR_CODES.find((code) => code === word);
}

function asFieldError(field: unknown): FieldError {
  const { path, code, message, expected: told } = fieldsOf(field);
  const read = expected.safeParse(told);
  return {
    path: String(path ?? ""),
    code: String(code ?? ""),
    message: String(message ?? ""),
    ...(read.success ? { expected: read.data } : {}),
  };
}

/** An object as it came; anything else counts as one without fields. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
