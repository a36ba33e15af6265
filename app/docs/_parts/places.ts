/** The pages of the docs, in reading order; `label` is a key of `docs.places`. */
export const DOCS_PLACES = [
  { href: "/docs", label: "start" },
  { href: "/docs/basics", label: "basics" },
  { href: "/docs/proxies", label: "proxies" },
  { href: "/docs/reference", label: "reference" },
  { href: "/docs/errors", label: "errors" },
  { href: "/docs/idempotency", label: "idempotency" },
  { href: "/docs/limits", label: "limits" },
  { href: "/docs/signing", label: "signing" },
  { href: "/docs/changelog", label: "changelog" },
] as const;
