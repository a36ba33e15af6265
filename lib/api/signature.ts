import { signingSecrets } from "@/lib/domain/keys/signing";
import { AppError } from "@/lib/errors";
import { DASHBOARD_SIGNING, SIGNATURE_TOLERANCE_SECONDS, verifySignature } from "@/lib/signing";
import type { ApiContext } from "./call";

/**
 * Checks `X-Signature`: there must be one where the deployment or the key demands it for money, and one that is there
 * must be right on any route. The dashboard's own calls need none; one in another process signs with a secret that
 * follows from the `DATA_KEY` that both have. Throws `signature_required`, `signature_invalid`,
 * `signature_expired`.
 */
export async function requireSignature(
  c: ApiContext,
  isMoney: boolean,
  isDemandedHere: boolean,
): Promise<void> {
  if (c.env?.inProcess) return;
  const [ctx, rawBody] = [c.get("ctx"), c.get("rawBody")];
  const header = c.req.header("X-Signature");
  if (header === undefined) {
    if (isMoney && (isDemandedHere || ctx.principal.mustSign))
      throw new AppError("signature_required", "Money requests must be signed here: send X-Signature.");
    return;
  }
  const isDashboard = ctx.principal.kind === "session";
  const secrets = isDashboard
    ? ctx.seal.derive(DASHBOARD_SIGNING)
    : await signingSecrets(ctx, ctx.principal.keyId);
  if (!secrets.length) throw new AppError("signature_invalid", "This key has no signing secret.");
  const verdict = verifySignature(header, secrets, new Date(), {
    method: c.req.method,
    path: rawPathOf(c),
    idempotencyKey: c.req.header("Idempotency-Key") ?? "",
    body: rawBody,
  });
  if (verdict === "valid") return;
  throw verdict === "expired"
    ? new AppError(
        "signature_expired",
        `The signature's time is more than ${SIGNATURE_TOLERANCE_SECONDS} s from ours.`,
      )
    : new AppError("signature_invalid", "The signature does not fit this request.");
}

/** Path and query as they were sent; a parsed URL would have them tidied up. */
function rawPathOf(c: ApiContext): string {
  const sent = c.env?.incoming?.url;
  if (sent?.startsWith("/")) return sent;
  const { pathname, search } = new URL(c.req.url);
  return `${pathname}${search}`;
}
