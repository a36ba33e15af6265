import { AppError, badRequest } from "@/lib/errors";
import { countLiveKeys } from "@/lib/store/keys";
import { lockName } from "@/lib/store/users";
import { type Context, inside, recordAudit } from "../context";
import { ALL_SCOPES, type Scope, userInReach } from "../principal";
import { createKey } from "./create";
import { issueSecret } from "./signing";
import type { SpendCap } from "./spend-cap";

/** More than anyone rotates through by hand; a program that leaks keys stops here. */
const MOST_LIVE_KEYS = 100;

export interface IssueWish {
  /** The user of a reseller key. An operator who names nobody gets an operator key of their own. */
  userId: number | undefined;
  name: string;
  scopes: readonly Scope[];
  expiresAt: Date | null;
  allowedIps: readonly string[];
  signing: "none" | "optional" | "required";
  spendCap: SpendCap | null;
}

export interface IssuedKey {
  id: number;
  key: string;
  secret: string | null;
}

/**
 * Makes a key for a user, or an operator key; key and signing secret are in the answer, once. Throws `bad_request` for
 * scopes or a cap that such a key can't have and for an end in the past, `not_found`, `invalid_state` above 100 live keys.
 */
export async function issueKey(ctx: Context, wish: IssueWish): Promise<IssuedKey> {
  const owner = await ownerOf(ctx, wish);
  requireScopes(owner.kind, wish.scopes);
  if (owner.kind === "operator" && wish.spendCap)
    throw badRequest("spend_cap", "not_for_this_key", "An operator key has no spending cap.");
  if (wish.expiresAt && wish.expiresAt <= new Date())
    throw badRequest("expires_at", "past", "A key must end in the future.");
  return ctx.db.transact(async (tx) => {
    const inner = inside(ctx, tx);
    await lockName(tx, `keys:${owner.userId}`);
    if ((await countLiveKeys(tx, owner.userId, new Date())) >= MOST_LIVE_KEYS)
      throw new AppError("invalid_state", `At most ${MOST_LIVE_KEYS} keys at once. Revoke one first.`);
    const { id, key } = await createKey(tx, {
      ...wish,
      ...owner,
      scopes: [...new Set(wish.scopes)],
      prefix: ctx.keyPrefix,
      mustSign: wish.signing === "required",
    });
    const secret = wish.signing === "none" ? null : await issueSecret(inner, id, new Date());
    await recordAudit(inner, {
      action: "key.create",
      subject: "key",
      subjectId: id,
      userId: owner.userId,
      facts: { name: wish.name, kind: owner.kind, scopes: wish.scopes, signing: wish.signing },
    });
    return { id, key, secret };
  });
}

async function ownerOf(
  ctx: Context,
  wish: IssueWish,
): Promise<{ kind: "reseller" | "operator"; userId: number }> {
  const { boundUserId, ownerId } = ctx.principal;
  if (boundUserId === null && wish.userId === undefined && ownerId !== null)
    return { kind: "operator", userId: ownerId };
  return { kind: "reseller", userId: await userInReach(ctx, wish.userId) };
}

/** An operator key holds every scope, so it is asked for with all of them; no other key can have `admin:*`. */
function requireScopes(kind: "reseller" | "operator", scopes: readonly Scope[]): void {
  if (kind === "reseller" && scopes.includes("admin:*"))
    throw badRequest("scopes", "not_for_this_key", "Only an operator key can have admin:*.");
  if (kind === "operator" && !ALL_SCOPES.every((scope) => scopes.includes(scope)))
    throw badRequest("scopes", "incomplete", "An operator key holds every scope: name them all.");
}
