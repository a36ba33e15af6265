import type { ErrorBody } from "@/lib/contract/fields";
import type { RouteDefinition } from "@/lib/contract/route";
import { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails } from "@/lib/errors";
import { errorAnswer, STATUS } from "../errors";

type Fact = (route: RouteDefinition) => boolean;

const always: Fact = () => true;
const withKey: Fact = (route) => route.scope !== null;
const withBytes: Fact = (route) => route.method !== "get";
const isMoney: Fact = (route) => route.money === true;
const takesKey: Fact = (route) => isMoney(route) || route.idempotency === "key-optional";
const spends: Fact = (route) => isMoney(route) && route.scope === "proxy:buy";
const callsOut: Fact = (route) =>
  isMoney(route) && ["proxy:buy", "deposits:write"].includes(`${route.scope}`);
const writes: Fact = (route) => withBytes(route) && route.bucket !== "quotes";
const hasField =
  (...names: string[]): Fact =>
  (route) =>
    [route.body, route.query].some((part) => names.some((name) => name in (part?.shape ?? {})));
const namesObject: Fact = (route) =>
  route.params !== undefined || hasField("user_id", "subscription_id", "ids")(route);

/** Which routes can answer a code, as it follows from their definitions; `method_not_allowed` is no method's own. */
const ANSWERED_BY: Readonly<Record<ErrorCode, Fact>> = {
  bad_request: always,
  idempotency_key_required: isMoney,
  idempotency_key_invalid: takesKey,
  missing_key: withKey,
  invalid_key: withKey,
  key_expired: withKey,
  signature_required: isMoney,
  signature_invalid: isMoney,
  signature_expired: isMoney,
  insufficient: (route) => isMoney(route) && route.scope !== "deposits:write",
  forbidden_scope: withKey,
  money_disabled: isMoney,
  banned: withKey,
  ip_not_allowed: withKey,
  spend_cap_exceeded: spends,
  not_found: namesObject,
  method_not_allowed: () => false,
  idempotency_in_progress: takesKey,
  invalid_state: writes,
  out_of_stock: spends,
  price_changed: hasField("max_price_usd"),
  payload_too_large: withBytes,
  unsupported_media_type: withBytes,
  idempotency_key_reused: takesKey,
  rate_limited: always,
  internal: always,
  provider_failed: callsOut,
  provider_misconfig: callsOut,
  unavailable: always,
};

/** The codes that a route can answer, by status. */
export function errorsOf(route: RouteDefinition): Map<number, ErrorCode[]> {
  const codes = ERROR_CODES.filter((code) => ANSWERED_BY[code](route) || route.errors?.includes(code));
  const statuses = [...new Set(codes.map((code) => STATUS[code]))];
  return new Map(statuses.map((status) => [status, codes.filter((code) => STATUS[code] === status)]));
}

const UNDELIVERED = "The supplier could not deliver. Your money is back on the balance.";

/** Message and figures of an example answer; a test brings each about and compares. */
const SAMPLES: Readonly<Record<ErrorCode, readonly [message: string, details?: ErrorDetails]>> = {
  bad_request: [
    "Something in the request is not right.",
    {
      fields: [
        {
          path: "quantity",
          code: "too_big",
          message: "At most 500.",
          expected: { type: "integer", min: 1, max: 500 },
        },
      ],
    },
  ],
  idempotency_key_required: ["Send an Idempotency-Key header."],
  idempotency_key_invalid: ["An Idempotency-Key is 8 to 200 visible ASCII characters."],
  missing_key: ["Send your key as: Authorization: Bearer <key>."],
  invalid_key: ["This key is not valid."],
  key_expired: ["This key has expired."],
  signature_required: ["Money requests must be signed here: send X-Signature."],
  signature_invalid: ["The signature does not fit this request."],
  signature_expired: ["The signature's time is more than 300 s from ours."],
  insufficient: [
    "The balance does not cover this.",
    { price_usd: "12.50", balance_usd: "10.00", shortfall_usd: "2.50" },
  ],
  forbidden_scope: ["This key lacks proxy:buy."],
  money_disabled: ["Buying and renewing are switched off for the moment."],
  banned: [
    "This account is banned. The balance is kept.",
    { reason: "Port scans on 8 July", appeal: "Write to the operator of this site to appeal." },
  ],
  ip_not_allowed: ["This key may not be used from your address."],
  spend_cap_exceeded: ["This key may spend 20.00 USD; 7.50 of it is left.", { price_usd: "12.50" }],
  not_found: ["There is no such object."],
  method_not_allowed: ["This path takes GET, HEAD."],
  idempotency_in_progress: ["The first request with this key is under way.", { retryAfterSeconds: 1 }],
  invalid_state: ["It is released and can't be renewed."],
  out_of_stock: ["At most 60 can be had at once in DE.", { price_usd: "54.90" }],
  price_changed: ["The price is now higher than you accept.", { price_usd: "12.50" }],
  payload_too_large: ["At most 64 kB."],
  unsupported_media_type: ["Send application/json."],
  idempotency_key_reused: ["This key was used for another request. Take a new one."],
  rate_limited: ["At most 30 requests in 60 seconds.", { retryAfterSeconds: 12 }],
  internal: ["Something broke on our side."],
  provider_failed: [UNDELIVERED, { price_usd: "12.50" }],
  provider_misconfig: [UNDELIVERED, { price_usd: "12.50" }],
  unavailable: ["The service is not available for the moment.", { retryAfterSeconds: 5 }],
};

/** An answer with that code, as a money route or any other gives it. */
export function errorExample(code: ErrorCode, money: boolean): { summary: string; value: ErrorBody } {
  const [message, details] = SAMPLES[code];
  const place = { requestId: "req_4fWm7Zs0QeXb2KpTn9Ld", isMoney: money };
  return { summary: code, value: errorAnswer(new AppError(code, message, details), place).body };
}

/** On money routes an error also says whether money moved, so it has an example of its own. */
export function exampleName(code: ErrorCode, money: boolean): string {
  return money ? `${code}_money` : code;
}
