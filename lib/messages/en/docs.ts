/** The docs: frame, quick start, reference. */
export const docs = {
  nav: "Docs",
  toShop: "To the shop",
  codeOf: "the code: {title}",
  places: {
    start: "Quick start",
    basics: "Basics",
    proxies: "Using proxies",
    reference: "API reference",
    errors: "Errors",
    idempotency: "Idempotency",
    limits: "Rate limits",
    signing: "Signing",
    changelog: "Changelog",
  },
  start: {
    title: "From a key to a working proxy",
    lead: "Five steps to paste into a terminal. Each goes on from the one before.",
    sandboxKey:
      "This is a sandbox: its first start left a demo customer and a key in `data/first-run.json`. Run this in the folder where you ran `npm start`. The answer says who you are and what you have.",
    liveKey:
      "Sign in and make a key under Keys, with `proxy:read` and `proxy:buy`. It is shown once. The answer to the call says who you are and what you have.",
    key: { title: "Take a key" },
    quote: { title: "Ask what it costs", text: "A quote costs nothing and changes nothing." },
    buy: {
      title: "Buy one proxy",
      text: "The `Idempotency-Key` makes this safe to repeat: the same key returns the same order, however often you send it. A `status` of `ok` means delivered; `provisioning` means that you send the same request again in two seconds.",
    },
    credentials: {
      title: "Read the credentials",
      text: "Address, ports, login and password. The answer is never cached, and every read is in the subscription's activity.",
    },
    use: {
      title: "Go through the proxy",
      text: "The page that you fetch sees the proxy's address instead of yours.",
    },
    echo: "The proxies of a sandbox stand on this machine and reach its echo page only; `--noproxy ''''` makes curl use a proxy for an address of this machine.",
    programs: {
      title: "The same as a program",
      text: "Both take the key from the variable `KEY` and need no package. Save one under the name above it and run `python3 proxy.py` or `node proxy.mjs` (Node 18 or newer).",
    },
    next: "From here",
    why: {
      basics: "key, scopes, money, times, lists",
      proxies: "protocols, rotating logins, and what a refusal means",
      reference: "every route, field, status and example",
      errors: "what each code means, what to do, and whether money moved",
      idempotency: "how a retry never charges twice",
    },
  },
  reference: {
    title: "API reference",
    lead: "Made from the API's own OpenAPI document, which is also what checks your requests.",
    document: "The document as JSON",
    contents: "Operations",
    scope: "Scope",
    open: "open to anyone",
    repeat: "Repeat",
    classes: {
      safe: "safe: changes nothing",
      idempotent: "idempotent: a repeat ends in the same state",
      "key-required": "once per Idempotency-Key",
      "key-optional": "once per Idempotency-Key, where one is sent",
      "not-idempotent": "not idempotent: a repeat acts again",
    },
    parameters: "Parameters",
    body: "Body",
    answers: "Answers",
    answerFields: "Fields of the answer",
    example: "Answer",
    required: "required",
  },
} as const;
