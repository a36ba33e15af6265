import { newApiKey } from "@/lib/ids";
import { updateMustSign } from "@/lib/store/keys";
import { insertSecret, readSecrets } from "@/lib/store/signing";
import { type Business, type Context, inside, recordAudit } from "../context";
import { lockManagedKey, requireChangeable } from "./find";
import { type Overlap, overlapEnd } from "./overlap";

/** A signing secret has the form of a key, so that logs and secret scanners know it. */
const SECRET_PREFIX = "sgn_";

/** The secrets that a key's signatures may be made with at this moment of machine time: one, two, or none. */
export async function signingSecrets(ctx: Business, keyId: number): Promise<string[]> {
  const sealed = await readSecrets(ctx.db, keyId, new Date());
  return sealed.map((secret) => ctx.seal.open(secret, purpose(keyId)));
}

/** Gives a key a new signing secret and answers it, once; the one before is good until `previousUntil`. */
export async function issueSecret(ctx: Business, keyId: number, previousUntil: Date): Promise<string> {
  const secret = newApiKey(SECRET_PREFIX);
  await storeSecret(ctx, keyId, secret, previousUntil);
  return secret;
}

/**
 * Replaces a key's signing secret, with an overlap, and says whether its money requests must be signed; answers the
 * new secret, once. Throws `not_found`, `invalid_state`.
 */
export function renewSecret(
  ctx: Context,
  keyId: number,
  wish: { overlap: Overlap; mustSign: boolean | null },
): Promise<{ secret: string; previousUntil: Date | null }> {
  return ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    const key = await lockManagedKey(inner, keyId);
    requireChangeable(key);
    const until = overlapEnd(wish.overlap, new Date());
    const secret = await issueSecret(inner, key.id, until);
    await updateMustSign(tx, key.id, wish.mustSign ?? key.must_sign);
    await recordAudit(inner, {
      action: "key.signing_secret",
      subject: "key",
      subjectId: key.id,
      userId: key.user_id,
      facts: { overlap: wish.overlap, must_sign: wish.mustSign ?? key.must_sign },
    });
    return { secret, previousUntil: key.has_secret ? until : null };
  });
}

/** Carries a key's current signing secret over to the key that takes its place. */
export async function copySecret(ctx: Business, fromKeyId: number, toKeyId: number): Promise<void> {
  const [current] = await signingSecrets(ctx, fromKeyId);
  if (current !== undefined) await storeSecret(ctx, toKeyId, current, new Date());
}

function storeSecret(ctx: Business, keyId: number, secret: string, previousUntil: Date): Promise<void> {
  const sealed = ctx.seal.close(secret, purpose(keyId));
  return insertSecret(ctx.db, { keyId, sealed, previousUntil, now: new Date() });
}

function purpose(keyId: number): string {
  return `signing:${keyId}`;
}
