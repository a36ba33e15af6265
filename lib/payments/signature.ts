import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/errors";

const TOLERANCE_SECONDS = 300;

/** Signs the very bytes of a body: `t=<unix seconds>,v1=<hex HMAC-SHA256 over "t.body">`. */
export function signBody(secret: string, body: Uint8Array, now: Date): string {
  const t = Math.floor(now.getTime() / 1000);
  return `t=${t},v1=${macOf(secret, t, body).toString("hex")}`;
}

/**
 * Checks what `signBody` wrote, in constant time; five minutes either way are tolerated. Throws `signature_required`,
 * `signature_invalid`, `signature_expired`.
 */
export function requireSignedBody(
  secret: string,
  webhook: { header: string | null; body: Uint8Array; now: Date },
): void {
  if (!webhook.header) throw new AppError("signature_required", "This request is not signed.");
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(webhook.header);
  const [t, mac] = [Number(match?.[1] ?? 0), Buffer.from(match?.[2] ?? "", "hex")];
  const expected = macOf(secret, t, webhook.body);
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected))
    throw new AppError("signature_invalid", "The signature does not match the body.");
  if (Math.abs(webhook.now.getTime() / 1000 - t) > TOLERANCE_SECONDS)
    throw new AppError("signature_expired", "The signature is too old, or from the future.");
}

function macOf(secret: string, t: number, body: Uint8Array): Buffer {
  return createHmac("sha256", secret).update(`${t}.`).update(body).digest();
}
