import { nameContact, supportContact } from "@/lib/contact";
import { AppError } from "@/lib/errors";
import { isWellFormedKey, sha256Hex } from "@/lib/ids";
import type { Db } from "@/lib/store/db";
import { type KeyRow, readKey } from "@/lib/store/keys";
import type { Principal } from "../context";
import { ALL_SCOPES, isScope } from "../principal";

/** What a key is known by where it must not be kept itself; `null` for what can't be a key. */
export function keyHash(bearer: string | null): string | null {
  return bearer !== null && isWellFormedKey(bearer) ? sha256Hex(bearer) : null;
}

/**
 * Who a bearer key is. Throws `missing_key`, `invalid_key` (also when revoked or replaced), `key_expired`, `ip_not_allowed`,
 * `banned`. Key times are machine time.
 */
export async function authenticate(
  db: Db,
  bearer: string | null,
  ip: string | null,
  hash: string | null = keyHash(bearer),
): Promise<Principal> {
  if (bearer === null) throw new AppError("missing_key", "Send your key as: Authorization: Bearer <key>.");
  const key = hash === null ? null : await readKey(db, { hash, ip });
  const now = new Date();
  if (!key || key.is_revoked || isPast(key.replaced_until, now))
    throw new AppError("invalid_key", "This key is not valid.");
  if (isPast(key.expires_at, now)) throw new AppError("key_expired", "This key has expired.");
  if (!key.ip_allowed) throw new AppError("ip_not_allowed", "This key may not be used from your address.");
  if (key.is_banned) throw bannedError(key.ban_reason);
  return principalOf(key);
}

/** The refusal that a banned user reads everywhere. */
export function bannedError(reason: string | null): AppError {
  return new AppError("banned", "This account is banned. The balance is kept.", {
    reason: reason ?? "No reason was given.",
    appeal: nameContact("Write to [the operator of this site] to appeal.", supportContact()),
  });
}

function principalOf(key: KeyRow): Principal {
  const isOperator = key.kind === "operator" || (key.kind === "session" && key.user_role === "operator");
  return {
    keyId: key.id,
    kind: key.kind,
    name: key.name,
    role: isOperator ? "operator" : "reseller",
    scopes: isOperator ? ALL_SCOPES : key.scopes.filter(isScope),
    ownerId: key.user_id,
    boundUserId: isOperator ? null : key.user_id,
    ...(key.must_sign ? { mustSign: true } : {}),
    catalogVersion: key.catalog_version,
    ...(key.is_capped ? { isCapped: true } : {}),
    ...(key.is_borrowed ? { isBorrowed: true } : {}),
  };
}

function isPast(end: Date | null, now: Date): boolean {
  return end !== null && end <= now;
}
