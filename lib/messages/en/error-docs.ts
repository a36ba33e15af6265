import type { ErrorCode } from "@/lib/errors";

/** For developers: why the API answers a code, and what to change. */
export const errorDocs = {
  bad_request: {
    cause: "A field, parameter or the body is missing, malformed, unknown, or there twice.",
    fix: "`fields` lists up to twenty of them, each with its path and what would be accepted, in words (`message`) and, where there is more to tell than the code, in figures (`expected`). Request bodies are closed: leave out what the reference does not name.",
  },
  idempotency_key_required: {
    cause: "A request that moves money came without an `Idempotency-Key` header.",
    fix: "Send one: new for every act that you mean, the same for its retries.",
  },
  idempotency_key_invalid: {
    cause:
      "The `Idempotency-Key` is shorter than 8, longer than 200, or has other than visible ASCII characters.",
    fix: "A UUID or your own order number does.",
  },
  missing_key: {
    cause: "There is no `Authorization` header.",
    fix: "Send `Authorization: Bearer` and your API key.",
  },
  invalid_key: {
    cause: "The key is mistyped, revoked, rotated away, or the session that it belonged to has ended.",
    fix: "Compare it with the one that you were shown. If it is gone, make a new one.",
  },
  key_expired: {
    cause: "The key had an end date, and that has passed.",
    fix: "Make a new key, or rotate a key before its end.",
  },
  signature_required: {
    cause: "This key or this deployment takes money requests only with an `X-Signature`.",
    fix: "Sign as the page on signing shows.",
  },
  signature_invalid: {
    cause: "The `X-Signature` does not fit the request: another secret, or another text was signed.",
    fix: "Check the test vectors first. Then compare what you sign with what you send: raw path with query, the same Idempotency-Key, the very bytes of the body.",
  },
  signature_expired: {
    cause: "The signature's time is more than 300 seconds away from the server's.",
    fix: "Set your clock by NTP and sign every try anew.",
  },
  insufficient: {
    cause: "The balance, less what is on hold, does not cover the price.",
    fix: "`shortfall_usd` says how much is missing. Top up that much, then send the request with a new Idempotency-Key.",
  },
  forbidden_scope: {
    cause: "The key does not have the scope that this route needs.",
    fix: "The reference names the scope of every route. Make a key that has it.",
  },
  money_disabled: {
    cause:
      "The operator has switched new purchases, renewals and invoices off. Reads and running proxies go on.",
    fix: "Try again later. Repeats of finished requests are still answered.",
  },
  banned: {
    cause: "The account is banned. Keys and sessions are refused, and its proxies stop.",
    fix: "`reason` says why, `appeal` whom to write to: [the operator of this site].",
  },
  ip_not_allowed: {
    cause: "The key has a list of addresses, and the request came from another one.",
    fix: "Call from an address on the list, or change the list.",
  },
  spend_cap_exceeded: {
    cause:
      "The key may spend a limited sum, and this request would go beyond it: by its price, or by switching auto-renew on, which no cap bounds.",
    fix: "Raise the cap, wait for its period to end, or use another key.",
  },
  not_found: {
    cause:
      "There is no such object, or it is not yours: both look the same. Or there is no such path, and the message names the right base.",
    fix: "Check the id and whose key you use. An operator key names the user.",
  },
  method_not_allowed: {
    cause: "The path exists, but not with this method.",
    fix: "The reference names the methods of every path.",
  },
  idempotency_in_progress: {
    cause: "The first request with this Idempotency-Key has not finished.",
    fix: "Wait as `Retry-After` says and send the same request again, with the same key.",
  },
  invalid_state: {
    cause:
      "The object is in a state that does not allow this: for example a released subscription can't be renewed.",
    fix: "Read the object again and look at its `status`.",
  },
  out_of_stock: {
    cause: "Fewer addresses are free in this country than you asked for.",
    fix: "The catalog says how many there are. Ask for fewer, or another country, with a new Idempotency-Key.",
  },
  price_changed: {
    cause: "It now costs more than the `max_price_usd` that you sent.",
    fix: "`price_usd` is the new price. If you agree, send it as the limit, with a new Idempotency-Key.",
  },
  payload_too_large: { cause: "The body is larger than 64 kB.", fix: "Send less in one request." },
  unsupported_media_type: {
    cause: "The body is not `application/json`, or it is compressed.",
    fix: "Send `Content-Type: application/json` and the body as it is.",
  },
  idempotency_key_reused: {
    cause: "This Idempotency-Key belongs to an earlier request with another body, path or method.",
    fix: "Take a new key for every new act. If you meant a retry, send exactly what you sent first.",
  },
  rate_limited: {
    cause: "Too many requests in the window, or too many money requests at the same time.",
    fix: "Wait as `Retry-After` says. `RateLimit` tells in every answer how much is left.",
  },
  internal: {
    cause: "Something broke on our side.",
    fix: "Repeat with the same Idempotency-Key. If it stays, send the `request_id` to [the operator of this site].",
  },
  provider_failed: {
    cause: "The supplier could not deliver, and said so for sure.",
    fix: "Try again with a new Idempotency-Key, or take another country.",
  },
  provider_misconfig: {
    cause: "This can't be delivered at the moment: our connection to the supplier is not set up right.",
    fix: "Take another category, or try later with a new Idempotency-Key. The operator has been told.",
  },
  unavailable: {
    cause: "The service is starting, stopping, or can't reach its database.",
    fix: "Wait as `Retry-After` says, or a few seconds, and send the same request again.",
  },
} as const satisfies Record<ErrorCode, { cause: string; fix: string }>;
