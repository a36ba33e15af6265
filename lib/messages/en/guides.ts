/** The docs' guides: idempotency, limits, signing, changelog, and the frame of the error pages. */
export const guides = {
  idempotency: {
    title: "Idempotency",
    lead: "A request that moves money is done once, however often it is sent.",
    how: "Send an `Idempotency-Key` of 8 to 200 visible ASCII characters with every money request: a new one for every act that you mean, the same one for every retry of it. The key belongs to you, not to one API key, so rotating a key in between changes nothing.",
    tableTitle: "What a repeat gets",
    situation: "Situation",
    answer: "Answer",
    rows: {
      first: { on: "The first request", get: "It is done." },
      running: {
        on: "The same again while the first runs",
        get: "`409 idempotency_in_progress` with `Retry-After: 1`.",
      },
      delivering: {
        on: "The same again while delivery goes on",
        get: "`202`, with `Idempotent-Replayed: true`.",
      },
      done: {
        on: "The same again, finished",
        get: "The same status and body, with `Idempotent-Replayed: true`.",
      },
      refused: {
        on: "It was refused with 402 or 409",
        get: "The same refusal. Take a new key after a top-up or for the new price.",
      },
      unstored: {
        on: "It was answered 400, 401, 403, 404, 413, 415 or 429",
        get: "It is done afresh: these are never kept.",
      },
      supplier: {
        on: "The supplier definitely refused: 502, or 503 `provider_misconfig`",
        get: "The same answer. The money is back on the balance; take a new key.",
      },
      broken: {
        on: "It was answered with any other 5xx",
        get: "It goes on from what was recorded. Use the same key.",
      },
      other: {
        on: "The same key, another body or route",
        get: "`422 idempotency_key_reused`. Nothing is done.",
      },
    },
    sameTitle: "When two requests are the same",
    same: "Method, path with query, and body are compared. Spaces and the order of fields in the body don't count.",
    lostTitle: "The answer got lost",
    lost: 'Send the same request with the same key until an answer comes that is neither 202 nor an error with `retryable: true`. In `charged` every error says whether money moved; `"unknown"` means that it is being settled, so don\'t take a new key.',
    keptTitle: "How long",
    kept: "Successful answers are kept for good, refusals for 7 days.",
    tryTitle: "Try it",
    try: "The second call shows the same order and the header. Needs `KEY` and `API` of the quick start.",
  },
  limits: {
    title: "Rate limits",
    lead: "Counted per user, over all keys and servers. Every answer says how much is left.",
    headersTitle: "Headers",
    headers:
      "`RateLimit-Policy` names the limit and its window in seconds, `RateLimit` what is left of it and when it is full again. Money requests also show those at the same time, as `inflight`. A 429 adds `Retry-After`: wait that many seconds, then send the same request, with the same `Idempotency-Key` if it had one.",
    tableTitle: "Limits",
    what: "What",
    limit: "Limit",
    note: "These are the defaults; a deployment can set others. What counts is in the headers.",
    rows: {
      reads: { on: "Reads and writes without money", get: "120 a minute" },
      quotes: { on: "Quotes", get: "240 a minute" },
      money: { on: "Money requests", get: "30 a minute, 4 at the same time" },
      credentials: { on: "Reads of credentials", get: "60 an hour" },
      checks: { on: "Checks of proxies, 20 addresses each", get: "30 a minute" },
      operator: { on: "Operators", get: "300 a minute" },
      address: { on: "Requests without a good key, per address", get: "30 a minute" },
    },
    sizeTitle: "Sizes",
    size: "A body is JSON of at most 64 kB and 32 levels. A page of a list has up to 100 items.",
  },
  signing: {
    title: "Signing requests",
    lead: "A second proof beside the key: who only saw the key can't move money.",
    when: "Money requests carry `X-Signature` where the key or the deployment demands it. A signature that is there and wrong is refused everywhere. The signing secret belongs to a key: you get it when you make one under Keys with signing. It is shown once and is not the key.",
    formTitle: "The header",
    textTitle: "What is signed",
    text: "HMAC-SHA256 with the signing secret over six lines, joined by a line feed, none at the end:",
    lines:
      "The path is the raw one with its query, as sent. Without an `Idempotency-Key` its line is empty. The last line is the hex SHA-256 of the body's bytes as sent; of nothing, when there is no body. The time may differ from ours by 300 seconds. While you rotate the secret, send two `v1=`: one of them has to be right.",
    programsTitle: "Programs",
    programs:
      "Each prints the header for the first vector below. Save one under the name above it and run `bash sign.sh`, `python3 sign.py` or `node sign.mjs`.",
    vectorsTitle: "Test vectors",
    vectors: "Your implementation is right when it makes these signatures.",
    names: { purchase: "A purchase", dryRun: "A query, UTF-8, no idempotency key", emptyBody: "No body" },
  },
  changelog: {
    title: "Changelog",
    lead: "What changed in API v1. Fields and routes may be added; nothing that is there changes its meaning.",
    first:
      "API v1: account, catalog, quotes, static purchases and renewals, subscriptions, idempotency keys, dry runs.",
    whole:
      "Deposits, receipts and referrals; bulk renewals and bulk auto-renew; labels, new passwords, checks and traffic of subscriptions; renewals to come and spend per month; keys with scopes, address lists, spending caps, signatures and rotation; the operators’ routes.",
    telling:
      "A missing field says what belongs there, with `required`; an unknown one says which fields there are, with the type `field_name`. A check of proxies tells `banned`, `suspended`, `expired` and `traffic_used_up`. Every path below `/proxy/api` answers JSON; elsewhere, programs that show a key or want JSON get a 404 that names the base. Entries of the audit trail say whose key it was, `by_user`.",
    expected:
      "A refused field says what it expected: `type`, `min`, `max`, `values` or `unique`, for programs that tell it in words of their own.",
    careful:
      "`PATCH /keys/…` changes a key’s name and limits. `renew:bulk?dry_run=true` tells total and result per item and charges nothing. Grants and added traffic take an `Idempotency-Key`. Operators can turn a user’s two-factor off.",
    docs: "The OpenAPI document names scopes, idempotency classes, headers, every status with its error codes, and examples.",
  },
  errorPages: {
    title: "Errors",
    lead: "One shape for every error. Branch on `code`: the message is for people and may change. `charged` stands in the errors of money routes.",
    shape: "The shape",
    statusWord:
      "On money routes, `insufficient`, `provider_misconfig` and `bad_request` also stand as `status` beside `error`, where a purchase that succeeds has its `status`. Other codes have none.",
    all: "All codes",
    code: "Code",
    status: "Status",
    back: "All errors",
    cause: "Cause",
    fix: "What to do",
    retry: "Is it safe to retry?",
    money: "Was money moved?",
    example: "Example",
    routes: "Who answers it",
    anyRoute: "Any path, when the method is not one of its own.",
    again: "Retry",
    retries: {
      same: "Yes: the same request with the same `Idempotency-Key`, after `Retry-After` where it is there.",
      mended: "Yes, after the fix above. This answer is not kept, so the same `Idempotency-Key` still works.",
      lifted:
        "Yes, once the operator has lifted it; until then each try gets the same answer. It is not kept, so the same `Idempotency-Key` works afterwards.",
      newKey:
        "Not as it is: the same `Idempotency-Key` returns this answer again. Once things have changed, send the request with a new one.",
      otherKey:
        "With a new `Idempotency-Key`, yes. With this one only the first request is answered, and it changes nothing.",
      no: "No: the same request gets the same answer.",
    },
    retryWords: {
      same: "as it is",
      mended: "after a fix",
      lifted: "when lifted",
      newKey: "new key",
      otherKey: "new key",
      no: "no",
    },
    moneys: {
      no: "No. It was refused before any money could move.",
      back: "No. The price was set aside and is back on the balance.",
      unknown:
        'Look at `charged`: `"unknown"` means that it is being settled. Repeat with the same key and you get the outcome; you are never charged twice.',
      first: "Not by this request. The first one with this key may have; its answer tells.",
    },
  },
} as const;
