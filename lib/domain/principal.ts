import { AppError, badRequest, notFound } from "@/lib/errors";
import { readUser } from "@/lib/store/users";
import type { Context, Principal } from "./context";

/** What a key may do; the wire's words. */
export type Scope = "proxy:read" | "proxy:write" | "proxy:buy" | "deposits:write" | "admin:*";
export const ALL_SCOPES: readonly Scope[] = [
  "proxy:read",
  "proxy:write",
  "proxy:buy",
  "deposits:write",
  "admin:*",
];
export const CUSTOMER_SCOPES: readonly Scope[] = ALL_SCOPES.filter((scope) => scope !== "admin:*");

/** True for a scope that exists. */
export function isScope(text: string): text is Scope {
  return ALL_SCOPES.some((scope) => scope === text);
}

/** Throws `forbidden_scope` unless the principal's key has the scope; an operator has all. */
export function requireScope(principal: Principal, scope: Scope): void {
  if (principal.role === "operator" || principal.scopes.includes(scope)) return;
  throw new AppError("forbidden_scope", `This key lacks ${scope}.`);
}

/** Throws `forbidden_scope` unless the request comes from a session that a password opened: a leaked key must not mint another. */
export function requireSession(principal: Principal): void {
  if (principal.kind === "session" && !principal.isBorrowed) return;
  throw new AppError(
    "forbidden_scope",
    "Only a session may do this. Sign in to the dashboard with your password.",
  );
}

/**
 * The user a request is about. A bound principal is always about itself: naming somebody else is `not_found`, as if
 * there were nobody. An operator must name one (`bad_request`), who must exist (`not_found`).
 */
export async function userInReach(ctx: Context, named: number | undefined): Promise<number> {
  const { boundUserId } = ctx.principal;
  if (boundUserId !== null) {
    if (named !== undefined && named !== boundUserId) throw notFound();
    return boundUserId;
  }
  if (named === undefined) throw badRequest("user_id", "required", "An operator key must name the user.");
  if (!(await readUser(ctx.db, named))) throw notFound();
  return named;
}

/** True when the principal may see what belongs to `userId`. */
export function reaches(principal: Principal, userId: number): boolean {
  return principal.boundUserId === null || principal.boundUserId === userId;
}

/** Whose the idempotency keys of the business itself are. */
export const SYSTEM_OWNER = "system";

/** Whose idempotency keys these are: the user's or the operator's, whatever API key is used. */
export function idempotencyOwner(principal: Principal): string {
  if (principal.kind === "system") return SYSTEM_OWNER;
  return principal.boundUserId === null
    ? `operator:${principal.ownerId ?? `key-${principal.keyId}`}`
    : `user:${principal.boundUserId}`;
}
