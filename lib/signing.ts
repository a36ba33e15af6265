import { createHmac, timingSafeEqual } from "node:crypto";
import { sha256Hex } from "./ids";

/** What `Seal.derive` makes the secret for that signs the money requests of a session's key: pages have no other. */
export const DASHBOARD_SIGNING = "dashboard-signing";
/** How far a signature's time may be from the machine's, either way; from the contract. */
export const SIGNATURE_TOLERANCE_SECONDS = 300;
/** More in one header are refused, so that a request can't make us compare for long. */
const MOST_SIGNATURES = 8;

/** The parts of a request that a signature covers. */
export interface SignedRequest {
  /** In capitals. */
  method: string;
  /** The request target as sent, with the query: `/proxy/api/v1/proxy/static?dry_run=true`. */
  path: string;
  /** Empty when the request has none. */
  idempotencyKey: string;
  /** The bytes as sent; empty when there is no body. */
  body: Uint8Array;
}

/**
 * Signs a request: the value of its `X-Signature` header. `secret` is used as text, prefix included; `t` is in unix
 * seconds.
 */
export function signRequest(secret: string, t: number, request: SignedRequest): string {
  return `t=${t},v1=${macOf(secret, String(t), request)}`;
}

/**
 * Whether an `X-Signature` header fits a request under one of the secrets. Several `v1` may be there, for a signer
 * that is between two secrets. `expired`: made with a right secret, but more than five minutes from `now`.
 */
export function verifySignature(
  header: string,
  secrets: readonly string[],
  now: Date,
  request: SignedRequest,
): "valid" | "invalid" | "expired" {
  const match = /^t=(\d{1,12})((?:,v1=[0-9a-f]{64})+)$/.exec(header);
  const [, t = "", signatures = ""] = match ?? [];
  const given = signatures.split(",v1=").slice(1);
  if (!match || given.length > MOST_SIGNATURES) return "invalid";
  const right = secrets.map((secret) => Buffer.from(macOf(secret, t, request)));
  const fits = given.map((hex) => right.some((mac) => timingSafeEqual(mac, Buffer.from(hex))));
  if (!fits.includes(true)) return "invalid";
  const distance = Math.abs(now.getTime() / 1000 - Number(t));
  return distance <= SIGNATURE_TOLERANCE_SECONDS ? "valid" : "expired";
}

/** The text that is signed: six lines joined by a line feed, without one at the end. */
export function canonicalRequest(t: string, request: SignedRequest): string {
  return ["v1", t, request.method, request.path, request.idempotencyKey, sha256Hex(request.body)].join("\n");
}

function macOf(secret: string, t: string, request: SignedRequest): string {
  return createHmac("sha256", secret).update(canonicalRequest(t, request)).digest("hex");
}
