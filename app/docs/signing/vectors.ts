/** A request and its signature, to check an implementation against. */
export interface SigningVector {
  name: "purchase" | "dryRun" | "emptyBody";
  /** The key's signing secret, used as text. */
  secret: string;
  /** Unix seconds. */
  t: number;
  method: string;
  path: string;
  idempotency_key: string;
  body: string;
  x_signature: string;
}

const secret = "sgn_example0secret0for0the0docs0only000000";

/** Computed once with Python's `hmac`; a test computes them again in three languages. */
export const VECTORS: readonly [SigningVector, ...SigningVector[]] = [
  {
    name: "purchase",
    secret,
    t: 1767225600,
    method: "POST",
    path: "/proxy/api/v1/proxy/static",
    idempotency_key: "prx-2026-01-01-001",
    body: '{"category":"isp","country_name":"United States","quantity":5}',
    x_signature: "t=1767225600,v1=20f415ada8f2c48802016ae8cb42b05a4163ed3b7e0e91afaba9f4b0c8a9bb28",
  },
  {
    name: "dryRun",
    secret,
    t: 1767225600,
    method: "POST",
    path: "/proxy/api/v1/proxy/static?dry_run=true",
    idempotency_key: "",
    body: '{"category":"isp","country_name":"Österreich","quantity":5}',
    x_signature: "t=1767225600,v1=8fbe03a0c8751af8ca1634ea9bcf3725561b5a00869bffd1e27c1209d80291e7",
  },
  {
    name: "emptyBody",
    secret,
    t: 1767229200,
    method: "POST",
    path: "/proxy/api/v1/proxy/subscriptions/9/renew",
    idempotency_key: "renew-9-2026-02",
    body: "",
    x_signature: "t=1767229200,v1=ff019791baa6f26aa61b9df9e7a0d07351eaa2e44cb667dc1e5b5957200d062c",
  },
];
